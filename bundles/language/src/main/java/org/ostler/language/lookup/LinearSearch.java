// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * The types that search a file of keys and data from its beginning; they differ in how a key is
 * compared.
 */
final class LinearSearch implements Lookup {
  private static final FileCache<LsearchFile> FILES = new FileCache<>(LsearchFile::read);

  private final String name;
  private final Comparison comparison;

  /** How the key of a line is compared with the key that is looked up. */
  interface Comparison {
    /** The first line that matches; null when none does. */
    LsearchFile.@Nullable Entry find(LsearchFile file, Text key, MailView mail)
        throws InterruptedException, NotComparable;
  }

  /** A key cannot be compared now, or never. */
  static final class NotComparable extends Exception {
    private static final long serialVersionUID = 1L;

    NotComparable(String message) {
      super(message);
    }
  }

  LinearSearch(String name, Comparison comparison) {
    this.name = name;
    this.comparison = comparison;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    FileOptions.check(name, options, List.of("ret=full"));
    boolean full = options.contains("ret=full");
    return (query, file, mail) -> find(query, String.valueOf(file), full, mail);
  }

  private Answer find(Text key, String file, boolean full, MailView mail)
      throws InterruptedException {
    try {
      FileLooks.Look look = FileLooks.at(file, mail);
      if (!look.attributes().isRegularFile()) {
        return new Answer.Failed(file + " is not a regular file (lsearch lookup)");
      }
      LsearchFile.Entry entry =
          comparison.find(FILES.get(look.path(), look.attributes()), key, mail);
      return entry == null
          ? new Answer.Missing()
          : new Answer.Found(Text.of(full ? entry.full() : entry.data()), true);
    } catch (IOException e) {
      return new Answer.Failed(OpenFailure.message(file, "linear search", e));
    } catch (NotComparable e) {
      return new Answer.Deferred(String.valueOf(e.getMessage()));
    }
  }
}
