// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The full name of a user of this host, for a From field that the message lacks. */
final class FullName {
  private static final Path PASSWORDS = Path.of("/etc/passwd");

  private FullName() {}

  /**
   * The first part of the comment field of the password file; the login name when there is none.
   */
  static String of(String user) {
    try {
      List<String> lines = Files.readAllLines(PASSWORDS, StandardCharsets.ISO_8859_1);
      for (String line : lines) {
        String[] fields = line.split(":", -1);
        if (fields.length >= 7 && fields[0].equals(user)) {
          String name = fields[4].split(",", 2)[0].strip();
          return name.isEmpty() ? user : name;
        }
      }
    } catch (IOException unreadable) {
      return user;
    }
    return user;
  }

  /** The name as a phrase (RFC 5322 §3.2.5): quoted when it has specials. */
  static String phrase(String name) {
    String line = name.replaceAll("[\\x00-\\x1f\\x7f]+", " ").strip();
    if (line.matches("([^()<>@,;:\\\\.\\[\\]\"]|\"[^\"\\\\]*\")*")) {
      return line;
    }
    return "\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
