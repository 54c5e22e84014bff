// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/** {@code passwd}: a user of this machine, as its password file tells. */
final class PasswdSearch implements Lookup {
  private static final Path FILE = Path.of("/etc/passwd");
  private static final int FIELDS = 7;

  private final FileCache<Map<String, String>> users = new FileCache<>(PasswdSearch::read);

  @Override
  public String name() {
    return "passwd";
  }

  @Override
  public Style style() {
    return Style.QUERY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    FileOptions.check(name(), options, List.of());
    return (user, _, _) -> find(user.value());
  }

  private Answer find(String user) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(FILE, BasicFileAttributes.class);
      String found = users.get(FILE, attributes).get(user);
      return found == null ? new Answer.Missing() : new Answer.Found(Text.of(found), true);
    } catch (IOException e) {
      return new Answer.Deferred(OpenFailure.message(FILE.toString(), "passwd lookup", e));
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> users = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(":", -1);
      if (fields.length == FIELDS) {
        // The password is nobody's business.
        users.putIfAbsent(
            fields[0], "*:" + line.substring(fields[0].length() + fields[1].length() + 2));
      }
    }
    return users;
  }
}
