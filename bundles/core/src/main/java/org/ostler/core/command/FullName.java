// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.mail.CallerName;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * The full name of a user of this host, for a From field that the message lacks: what {@code
 * gecos_pattern} and {@code gecos_name} make of the password file's comment field; without them all
 * of it.
 */
final class FullName {
  private static final Path PASSWORDS = Path.of("/etc/passwd");

  private final Situation situation;

  FullName(Situation situation) {
    this.situation = situation;
  }

  /** The name; the login name when nobody knows another. */
  String of(String user) throws InterruptedException {
    try {
      List<String> lines = Files.readAllLines(PASSWORDS, StandardCharsets.ISO_8859_1);
      for (String line : lines) {
        String[] fields = line.split(":", -1);
        if (fields.length >= 7 && fields[0].equals(user)) {
          String name = name(fields[4], user).strip();
          return name.isEmpty() ? user : name;
        }
      }
    } catch (IOException unreadable) {
      return CallerName.fullName(user, situation);
    }
    return CallerName.fullName(user, situation);
  }

  /** The comment field, an ampersand in which stands for the login name with a capital. */
  private String name(String field, String user) throws InterruptedException {
    String capital =
        user.isEmpty() ? "" : user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1);
    String whole = field.replace("&", capital);
    String pattern = situation.settings().find(ReceiveOptions.GECOS_PATTERN).orElse(null);
    Expandable name = situation.settings().find(ReceiveOptions.GECOS_NAME).orElse(null);
    if (pattern == null || name == null) {
      return whole;
    }
    try {
      Regex.Found found = Regex.compile(pattern, false).find(whole);
      return found == null ? whole : expanded(name, found, whole);
    } catch (BadPattern | Overrun useless) {
      return whole;
    }
  }

  private String expanded(Expandable name, Regex.Found found, String otherwise)
      throws InterruptedException {
    @Nullable String[] groups = found.groups();
    @Nullable Text[] captures = new @Nullable Text[groups.length];
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      captures[i] = group == null ? null : Text.of(group);
    }
    situation.registers().captures(captures);
    return name.expand(situation) instanceof Expansion.Value(var text) ? text.value() : otherwise;
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
