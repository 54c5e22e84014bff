// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.language.octets.InternationalDomain;
import org.ostler.language.octets.InternationalDomain.Malformed;

/**
 * {@code psl} and {@code regdom}: the public suffix of a domain, and the domain that was registered
 * under it, by a file in the form of the public suffix list.
 *
 * @param name the type
 * @param registrable whether the registered domain is asked for
 */
record SuffixSearch(String name, boolean registrable) implements Lookup {
  private static final FileCache<PublicSuffixes> FILES = new FileCache<>(PublicSuffixes::read);

  /** RFC 1035 §2.3.4; a longer key is no domain. */
  private static final int LONGEST_DOMAIN = 255;

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    FileOptions.check(name, options, List.of());
    return (key, file, mail) -> {
      String path = String.valueOf(file);
      try {
        FileLooks.Look look = FileLooks.at(path, mail);
        if (!look.attributes().isRegularFile()) {
          return new Answer.Failed(path + " is not a regular file (" + name + " lookup)");
        }
        return find(key, FILES.get(look.path(), look.attributes()));
      } catch (IOException e) {
        return new Answer.Failed(OpenFailure.message(path, name + " lookup", e));
      }
    };
  }

  private Answer find(Text key, PublicSuffixes suffixes) {
    String domain;
    try {
      domain = InternationalDomain.toAscii(key.value());
    } catch (Malformed e) {
      return new Answer.Missing();
    }
    if (domain.length() > LONGEST_DOMAIN || ("." + domain + ".").contains("..")) {
      return new Answer.Missing();
    }
    PublicSuffixes.Match match = suffixes.match(domain.toLowerCase(Locale.ROOT));
    String found = match == null ? null : registrable ? match.registrable() : match.suffix();
    if (match == null || found == null) {
      return new Answer.Missing();
    }
    // What the file does not name came with the key, and is no better than it.
    boolean named = registrable ? match.named() : !match.wildcard();
    String value = found;
    if (!key.value().equals(domain)) {
      try {
        // A key in UTF-8 is answered in UTF-8.
        value = InternationalDomain.toUtf8(found);
      } catch (Malformed e) {
        return new Answer.Missing();
      }
    }
    return new Answer.Found(named ? Text.of(value) : key.with(value), true);
  }
}
