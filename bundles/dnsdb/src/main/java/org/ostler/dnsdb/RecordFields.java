// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the data of a record into what the language sees. */
final class RecordFields {
  private RecordFields() {}

  /** The text of a record; null when it says nothing. */
  static @Nullable String text(RecordKind kind, String data, @Nullable String separator) {
    return switch (kind) {
      case MXH -> data.substring(data.indexOf(' ') + 1);
      case MX, SRV, TLSA -> separator == null ? data : data.replace(" ", separator);
      case SOA -> separator == null ? first(data) : data.replace(" ", separator);
      case TXT -> {
        List<String> strings = strings(data);
        yield separator != null ? String.join(separator, strings) : strings.getFirst();
      }
      case SPF -> String.join(separator == null ? "" : separator, strings(data));
      case CSA -> authorization(data);
      case A, AAAA, ADDRESSES, CNAME, NS, PTR, ZNS -> data;
    };
  }

  private static String first(String data) {
    int space = data.indexOf(' ');
    return space < 0 ? data : data.substring(0, space);
  }

  /** The draft of CSA: priority 1 is its version, the weight says what the client may. */
  private static @Nullable String authorization(String data) {
    String[] fields = data.split(" ", -1);
    if (fields.length != 4 || !fields[0].equals("1")) {
      return null;
    }
    return switch (fields[1]) {
      case "0", "1" -> "N " + fields[3];
      case "2" -> "Y " + fields[3];
      case "3" -> "? " + fields[3];
      default -> null;
    };
  }

  /** The character-strings of a record, each in double quotes (RFC 1035 §5.1). */
  private static List<String> strings(String data) {
    List<String> strings = new ArrayList<>();
    StringBuilder string = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '"') {
        if (inside) {
          strings.add(string.toString());
          string.setLength(0);
        }
        inside = !inside;
      } else if (c == '\\' && i + 1 < data.length()) {
        i++;
        string.append(data.charAt(i));
      } else if (inside) {
        string.append(c);
      }
    }
    if (strings.isEmpty()) {
      strings.add("");
    }
    return strings;
  }
}
