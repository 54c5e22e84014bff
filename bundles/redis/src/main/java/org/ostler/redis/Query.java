// SPDX-License-Identifier: Apache-2.0
package org.ostler.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ostler.api.option.InvalidArgument;
import redis.clients.jedis.CommandArguments;

/**
 * A command and its arguments.
 *
 * @param words octet strings, 1 to 32
 */
record Query(List<String> words) {
  private static final int MOST_WORDS = 32;

  /** Commands after which a connection is not what it was before. */
  private static final Set<String> CHANGING =
      Set.of(
          "ASKING",
          "AUTH",
          "BLMOVE",
          "CLIENT",
          "DISCARD",
          "EXEC",
          "HELLO",
          "MONITOR",
          "MULTI",
          "PSUBSCRIBE",
          "QUIT",
          "READONLY",
          "READWRITE",
          "RESET",
          "SELECT",
          "SHUTDOWN",
          "SSUBSCRIBE",
          "SUBSCRIBE",
          "SYNC",
          "PSYNC",
          "WATCH");

  /** Splits at white space; a backslash takes the next octet as it is. */
  static Query parse(String text) throws InvalidArgument {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        continue;
      }
      inWord = true;
      if (c != '\\') {
        word.append(c);
      } else if (++i < text.length()) {
        word.append(text.charAt(i));
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    if (words.isEmpty()) {
      throw new InvalidArgument("REDIS: the query is empty");
    }
    if (words.size() > MOST_WORDS) {
      throw new InvalidArgument(
          "REDIS: the query has " + words.size() + " words; the most are " + MOST_WORDS);
    }
    return new Query(List.copyOf(words));
  }

  /** White space and backslashes made harmless. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isSpace(c) || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  CommandArguments arguments() {
    CommandArguments arguments = new CommandArguments(() -> octets(words.getFirst()));
    words.stream().skip(1).forEach(word -> arguments.add(octets(word)));
    return arguments;
  }

  /** Whether the connection it was sent on can serve no other query. */
  boolean changesConnection() {
    return CHANGING.contains(words.getFirst().toUpperCase(Locale.ROOT));
  }

  private static byte[] octets(String word) {
    return word.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As C's isspace. */
  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
