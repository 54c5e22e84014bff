// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of the language that a bundle states in its {@code Provide-Capability} header. Read
 * from the header's text, since a bundle that is not installed has no other form.
 */
record Words(String kind, List<String> words) {
  private static final String NAMESPACE = "ostler.word";
  private static final String ATTRIBUTE = "word";

  /** All words of a header; clauses of other namespaces are passed over. */
  static List<Words> of(String header) {
    List<Words> all = new ArrayList<>();
    for (String clause : split(header, ',')) {
      List<String> parts = split(clause, ';');
      if (parts.getFirst().strip().equals(NAMESPACE)) {
        all.add(ofAttributes(parts.subList(1, parts.size())));
      }
    }
    return all;
  }

  /** Whether any of these brings the word. */
  static boolean bring(List<Words> all, String kind, String word) {
    return all.stream().anyMatch(w -> w.kind().equals(kind) && w.words().contains(word));
  }

  private static Words ofAttributes(List<String> attributes) {
    String kind = "";
    List<String> words = List.of();
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String name = attribute.substring(0, equals).strip();
      String value = unquoted(attribute.substring(equals + 1).strip());
      if (name.equals("kind")) {
        kind = value;
      } else if (name.equals(ATTRIBUTE) || name.startsWith(ATTRIBUTE + ":")) {
        words = Stream.of(value.split(",")).map(String::strip).toList();
      }
    }
    return new Words(kind, words);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
