// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.mail.Message.AddedHeader;
import org.ostler.core.mail.Message.Place;
import org.ostler.core.mail.Situation;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * {@code add_header} and {@code remove_header}: remembered with the message, done at the end of
 * data.
 */
final class HeaderChanges {
  private HeaderChanges() {}

  static Step.Work adding(String argument, Site site) {
    return (text, course) -> {
      add(text.value(), course.situation);
      return Result.OK;
    };
  }

  static Step.Work removing(String argument, Site site) throws InvalidArgument {
    return site.parsing(
        argument,
        ListText::items,
        (names, course) -> {
          course.situation.envelope().removedHeaders.addAll(names);
          return Result.OK;
        });
  }

  /**
   * Adds one or more fields; each may say where it goes, and one that is there already is not added
   * again.
   */
  static void add(String text, Situation situation) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '\n') {
      start++;
    }
    int end = text.length();
    while (end > start && text.charAt(end - 1) == '\n') {
      end--;
    }
    String lines = text.substring(start, end);
    int from = 0;
    while (from < lines.length()) {
      int to = fieldEnd(lines, from);
      addOne(lines.substring(from, to), situation);
      from = to + 1;
    }
  }

  /** The end of the field at {@code from}: a line end that no folding follows. */
  private static int fieldEnd(String lines, int from) {
    int at = lines.indexOf('\n', from);
    while (at >= 0
        && at + 1 < lines.length()
        && (lines.charAt(at + 1) == ' ' || lines.charAt(at + 1) == '\t')) {
      at = lines.indexOf('\n', at + 1);
    }
    return at < 0 ? lines.length() : at;
  }

  private static void addOne(String line, Situation situation) {
    Place place = Place.END;
    String field = line;
    for (Prefix prefix : Prefix.ALL) {
      if (Ascii.startsIgnoringCase(line, prefix.word)) {
        place = prefix.place;
        field = line.substring(prefix.word.length());
        break;
      }
    }
    if (field != line || line.startsWith(":")) {
      int at = 0;
      while (at < field.length() && (field.charAt(at) == ' ' || field.charAt(at) == '\t')) {
        at++;
      }
      field = field.substring(at);
    }
    String whole = (hasName(field) ? "" : "X-ACL-Warn: ") + field + "\n";
    List<AddedHeader> added = situation.envelope().addedHeaders;
    for (AddedHeader other : added) {
      if (other.text().equals(whole)) {
        return;
      }
    }
    added.add(new AddedHeader(whole, place));
  }

  private static boolean hasName(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ':') {
        return true;
      }
      if (c <= ' ' || c >= 127) {
        return false;
      }
    }
    return false;
  }

  private record Prefix(String word, Place place) {
    private static final List<Prefix> ALL =
        List.of(
            new Prefix(":after_received:", Place.AFTER_RECEIVED),
            new Prefix(":at_start_rfc:", Place.AFTER_TRACE),
            new Prefix(":at_start:", Place.START),
            new Prefix(":at_end:", Place.END));
  }
}
