// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the pattern and the subject, there is a match, none, or a reason; and the captures lie
 * within the subject.
 */
public final class RegexFuzz {
  private RegexFuzz() {}

  /** One input: a pattern, a NUL, and a subject. */
  public static void fuzzerTestOneInput(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(0);
    String pattern = end < 0 ? text : text.substring(0, end);
    String subject = end < 0 ? "aab b" : text.substring(end + 1);
    try {
      Regex regex = Regex.compile(pattern, text.length() % 2 == 0, Duration.ofMillis(20));
      check(pattern, subject, regex.find(subject));
      regex.findHere(subject, subject.length() / 2);
    } catch (BadPattern e) {
      // PCRE2 counts the end of the pattern as an octet of it, once.
      if (e.offset() < 0 || e.offset() > pattern.length() + 1) {
        throw new IllegalStateException("no place in " + pattern + ": " + e.offset());
      }
    } catch (Overrun e) {
      // Some patterns are beyond reason.
    }
  }

  private static void check(String pattern, String subject, Regex.@Nullable Found found) {
    if (found == null) {
      return;
    }
    for (String group : found.groups()) {
      if (group != null && !subject.contains(group)) {
        throw new IllegalStateException(pattern + " captures what is not in " + subject);
      }
    }
  }
}
