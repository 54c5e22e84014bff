// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The groups of this host. */
final class Groups {
  private static final Path FILE = Path.of("/etc/group");

  private Groups() {}

  /** The number of a group given by name or number; empty when nobody knows it. */
  static Optional<Integer> number(String item) throws IOException {
    String name = item.strip();
    if (isNumber(name)) {
      return Optional.of(Integer.valueOf(name));
    }
    for (String line : Files.readAllLines(FILE, StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && fields[0].equals(name) && isNumber(fields[2])) {
        return Optional.of(Integer.valueOf(fields[2]));
      }
    }
    return Optional.empty();
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,9}");
  }
}
