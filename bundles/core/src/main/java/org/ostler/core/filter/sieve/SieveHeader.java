// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.EncodedWords;

/** The header of the message as scripts see it: a value for each field of a name, in UTF-8. */
final class SieveHeader {
  private final Situation situation;

  SieveHeader(Situation situation) {
    this.situation = situation;
  }

  boolean has(String name) {
    return situation.headerFields().stream().anyMatch(field -> field.is(name));
  }

  /** The bodies of the fields of a name, as they came. */
  List<String> bodies(String name) {
    return situation.headerFields().stream()
        .filter(field -> field.is(name))
        .map(HeaderField::body)
        .toList();
  }

  /** The values of the fields of a name: unfolded, without white space at the ends, decoded. */
  List<String> values(String name) {
    boolean checks = situation.settings().value(EncodedWords.CHECK_LENGTH);
    List<String> values = new ArrayList<>();
    for (String body : bodies(name)) {
      String unfolded = trimmed(body.replace("\n", ""));
      values.add(EncodedWords.decode(unfolded, "utf-8", checks).text());
    }
    return values;
  }

  /** The value of the first field of a name; null when there is none. */
  @Nullable String value(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
