// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.dns;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver.RecordType;

/** What a zone says about one name. */
final class ZoneNode {
  private final Map<RecordType, List<String>> records = new EnumMap<>(RecordType.class);
  private final Map<RecordType, String> failures = new EnumMap<>(RecordType.class);
  private boolean secure;

  void add(String word, String data) {
    switch (word) {
      case "EXISTS" -> {}
      case "SECURE" -> secure = true;
      case "SERVFAIL", "TIMEOUT" -> {
        for (RecordType type : RecordType.values()) {
          failures.put(type, word);
        }
      }
      default -> addRecord(RecordType.valueOf(word), data);
    }
  }

  private void addRecord(RecordType type, String data) {
    if (data.equals("SERVFAIL") || data.equals("TIMEOUT")) {
      failures.put(type, data);
      return;
    }
    boolean text = type == RecordType.TXT || type == RecordType.SPF;
    if (data.isEmpty()) {
      throw new IllegalArgumentException("the record has no data");
    }
    String value = text && data.startsWith("\"") ? joined(data) : withoutFinalDot(data, text);
    records.computeIfAbsent(type, t -> new ArrayList<>()).add(value);
    if (text) {
      RecordType apart = type == RecordType.TXT ? RecordType.TXT_STRINGS : RecordType.SPF_STRINGS;
      String strings = data.startsWith("\"") ? data : "\"" + data.replace("\"", "\\\"") + "\"";
      records.computeIfAbsent(apart, t -> new ArrayList<>()).add(strings);
    }
  }

  private static String withoutFinalDot(String data, boolean text) {
    return !text && data.length() > 1 && data.endsWith(".")
        ? data.substring(0, data.length() - 1)
        : data;
  }

  List<String> records(RecordType type) {
    return List.copyOf(records.getOrDefault(type, List.of()));
  }

  @Nullable String failure(RecordType type) {
    return failures.get(type);
  }

  boolean isSecure() {
    return secure;
  }

  /** The quoted character-strings of a TXT line, joined (RFC 1035 §5.1). */
  private static String joined(String data) {
    StringBuilder out = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        if (c != ' ' && c != '\t') {
          throw new IllegalArgumentException("text outside of quotes");
        }
      } else if (c == '\\' && isDecimal(data, i + 1)) {
        out.append((char) Integer.parseInt(data.substring(i + 1, i + 4)));
        i += 3;
      } else if (c == '\\') {
        i++;
        out.append(data.charAt(i));
      } else {
        out.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    return out.toString();
  }

  private static boolean isDecimal(String data, int from) {
    return from + 3 <= data.length()
        && data.substring(from, from + 3).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
