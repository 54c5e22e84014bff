// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.mail.Message;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * Adds and removes the header fields that access control lists asked for, once for each request.
 */
public final class AclHeaders {
  private AclHeaders() {}

  public static void apply(Message message) {
    if (message.addedHeaders.isEmpty() && message.removedHeaders.isEmpty()) {
      return;
    }
    List<HeaderField> fields = new ArrayList<>(message.headerFields());
    for (String pattern : message.removedHeaders) {
      fields.removeIf(field -> matches(pattern.strip(), field.name()));
    }
    for (Message.AddedHeader added : message.addedHeaders) {
      fields.addAll(place(added.position(), fields), parse(added.text()));
    }
    message.removedHeaders.clear();
    message.addedHeaders.clear();
    message.headerFields(fields);
  }

  private static boolean matches(String pattern, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (pattern.startsWith("^")) {
      try {
        return Regex.compile(pattern, true).matches(name + ":");
      } catch (BadPattern | Overrun e) {
        return false; // what makes no sense names no field
      }
    }
    String wanted = pattern.toLowerCase(Locale.ROOT);
    return wanted.endsWith("*")
        ? lower.startsWith(wanted.substring(0, wanted.length() - 1))
        : lower.equals(wanted);
  }

  private static int place(Message.Place place, List<HeaderField> fields) {
    return switch (place) {
      case START -> 0;
      case END -> fields.size();
      case BEFORE_RECEIVED -> firstReceived(fields);
      case AFTER_RECEIVED -> afterReceived(fields);
      case AFTER_TRACE -> afterTrace(fields);
    };
  }

  private static int firstReceived(List<HeaderField> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).is("Received")) {
        return i;
      }
    }
    return 0;
  }

  /** After the Received and Resent fields at the top. */
  private static int afterTrace(List<HeaderField> fields) {
    int at = 0;
    while (at < fields.size()
        && (fields.get(at).is("Received")
            || fields.get(at).name().toLowerCase(Locale.ROOT).startsWith("resent-"))) {
      at++;
    }
    return at;
  }

  /** After the topmost block of Received fields. */
  private static int afterReceived(List<HeaderField> fields) {
    int at = firstReceived(fields);
    while (at < fields.size() && fields.get(at).is("Received")) {
      at++;
    }
    return at;
  }

  /** The fields of a text of one or several, LF line ends. */
  static List<HeaderField> parse(String text) {
    List<HeaderField> fields = new ArrayList<>();
    StringBuilder pending = new StringBuilder();
    for (String line : text.split("\n")) {
      boolean continued = line.startsWith(" ") || line.startsWith("\t");
      if (continued && pending.length() > 0) {
        pending.append('\n').append(line);
      } else {
        add(fields, pending.toString());
        pending.setLength(0);
        pending.append(line);
      }
    }
    add(fields, pending.toString());
    return fields;
  }

  private static void add(List<HeaderField> fields, String text) {
    if (text.indexOf(':') > 0) {
      fields.add(HeaderField.parse(text));
    }
  }
}
