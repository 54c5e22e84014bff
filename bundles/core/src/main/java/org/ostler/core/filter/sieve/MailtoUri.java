// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/**
 * Where a notification goes and what it has to say (RFC 5436 §2.1, RFC 6068).
 *
 * @param recipients addresses, in the order of the URI
 * @param fields further header fields, {@code name: value}
 * @param subject null when it says none
 * @param body empty when it says none
 */
record MailtoUri(
    List<String> recipients, List<String> fields, @Nullable String subject, String body) {
  private static final String SCHEME = "mailto:";
  private static final String PUNCTUATION = "$-_.+!*'(), %";

  /** RFC 5436 §2.7: what the notification says of itself. */
  private static final Set<String> OURS =
      Set.of("date", "from", "message-id", "received", "auto-submitted", "bcc");

  /** Nobody can be notified there; the message is Exim's. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    Bad(String message) {
      super(message, null, false, false);
    }

    String message() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads a URI. */
  static MailtoUri read(String uri) throws Bad {
    if (!uri.startsWith(SCHEME)) {
      throw new Bad("Unknown URI scheme");
    }
    int question = uri.indexOf('?', SCHEME.length());
    String to = uri.substring(SCHEME.length(), question < 0 ? uri.length() : question);
    List<String> recipients = new ArrayList<>();
    if (!to.isEmpty()) {
      for (String one : to.split("%2[cC]", -1)) {
        if (one.isEmpty()) {
          throw new Bad("Missing addr-spec in URI");
        }
        recipients.add(decoded(one));
      }
    }
    List<String> fields = new ArrayList<>();
    String subject = null;
    String body = "";
    int at = question < 0 ? uri.length() : question + 1;
    boolean more = question >= 0;
    while (more) {
      int equal = urlEnd(uri, at);
      String name = decoded(uri.substring(at, equal));
      if (equal >= uri.length() || uri.charAt(equal) != '=') {
        throw new Bad("Missing equal after hname");
      }
      at = urlEnd(uri, equal + 1);
      String value = decoded(uri.substring(equal + 1, at));
      switch (Ascii.lower(name)) {
        case "to" -> recipients.add(value);
        case "subject" -> subject = value;
        case "body" -> body = value;
        default -> {
          if (!OURS.contains(Ascii.lower(name)) && name.matches("[!-9;-~]+")) {
            fields.add(name + ": " + line(value));
          }
        }
      }
      more = at < uri.length() && uri.charAt(at) == '&';
      at += more ? 1 : 0;
    }
    if (at < uri.length()) {
      throw new Bad("Syntactically invalid URI");
    }
    return new MailtoUri(List.copyOf(recipients), List.copyOf(fields), subject, body);
  }

  /** The text as one line, so that nothing in a field may begin another. */
  static String line(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0a-\\x1f\\x7f]+", " ").strip();
  }

  private static int urlEnd(String uri, int from) {
    int end = from;
    while (end < uri.length()
        && (Ascii.isAlpha(uri.charAt(end))
            || Ascii.isDigit(uri.charAt(end))
            || PUNCTUATION.indexOf(uri.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  private static String decoded(String text) throws Bad {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      String hexadecimal = text.substring(i + 1, Math.min(text.length(), i + 3));
      if (!hexadecimal.matches("[0-9A-Fa-f]{2}")) {
        throw new Bad("Invalid URI encoding");
      }
      out.append((char) Integer.parseInt(hexadecimal, 16));
      i += 2;
    }
    return out.toString();
  }
}
