// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.Quoted;

/**
 * A file of keys and data, a line each, as alias files are: a key ends at a colon or white space,
 * or is quoted; lines that begin with white space continue the data; lines that begin with {@code
 * #} and empty ones are nothing.
 */
final class LsearchFile {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Entry> byKey = new HashMap<>();

  /**
   * One key.
   *
   * @param key without quotes
   * @param data continuation lines joined
   * @param full key and data as one text, for {@code ret=full}
   */
  record Entry(String key, String data, String full) {}

  private LsearchFile() {}

  static LsearchFile read(Path path) throws IOException {
    LsearchFile file = new LsearchFile();
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    StringBuilder item = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      file.line(text, at, end, item);
      at = end + 1;
    }
    file.add(item);
    return file;
  }

  private void line(String text, int from, int to, StringBuilder item) {
    int end = to;
    while (end > from && Ascii.isSpace(text.charAt(end - 1))) {
      end--;
    }
    if (end == from || text.charAt(from) == '#') {
      return;
    }
    if (!Ascii.isSpace(text.charAt(from))) {
      add(item);
      item.setLength(0);
      item.append(text, from, end);
    } else if (!item.isEmpty()) {
      item.append(' ').append(text, Ascii.skipSpace(text, from), end);
    }
  }

  private void add(CharSequence item) {
    if (item.isEmpty()) {
      return;
    }
    String line = item.toString();
    String key;
    int end = 0;
    if (line.startsWith("\"")) {
      Quoted quoted = Quoted.read(line, 0);
      key = quoted.value();
      end = quoted.end();
    } else {
      while (end < line.length() && line.charAt(end) != ':' && !Ascii.isSpace(line.charAt(end))) {
        end++;
      }
      key = line.substring(0, end);
    }
    String full = key + line.substring(end);
    int data = Ascii.skipSpace(line, end);
    if (line.startsWith(":", data)) {
      data = Ascii.skipSpace(line, data + 1);
    }
    Entry entry = new Entry(key, line.substring(data), full);
    entries.add(entry);
    byKey.putIfAbsent(Ascii.lower(key), entry);
  }

  /** The first entry of the key, whatever its case. */
  @Nullable Entry find(String key) {
    return byKey.get(Ascii.lower(key));
  }

  /** All entries in order. */
  List<Entry> entries() {
    return entries;
  }
}
