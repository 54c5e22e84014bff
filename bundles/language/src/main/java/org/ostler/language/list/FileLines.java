// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.mail.MailView;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.lookup.FileCache;
import org.ostler.language.lookup.FileLooks;
import org.ostler.language.lookup.OpenFailure;
import org.ostler.language.text.Ascii;

/**
 * A file named in a list: each line is an item; its lines are read again when the file has changed.
 */
final class FileLines {
  private final ListKind kind;
  private final String name;
  private final FileCache<ItemList> cache;
  private final String list;

  /** What reading gave. */
  sealed interface Result {}

  record Lines(ItemList list) implements Result {}

  record Unreadable(String reason) implements Result {}

  /** {@code list} is the text of the list, for messages. */
  FileLines(ListKind kind, String name, String list, ItemParser parser) {
    this.kind = kind;
    this.name = name;
    this.list = list;
    this.cache = parser.files(kind);
  }

  String name() {
    return name;
  }

  Result read(MailView mail) {
    try {
      FileLooks.Look look = FileLooks.at(name, mail);
      return new Lines(cache.get(look.path(), look.attributes()));
    } catch (IOException e) {
      return new Unreadable(
          "failed to open " + name + " when checking \"" + list + "\": " + OpenFailure.reason(e));
    }
  }

  /** The items of a file's lines: no comments, no empty lines, no named lists, no further files. */
  static ItemList parse(ListKind kind, Path file, ItemParser parser) throws IOException {
    List<ItemList.Entry> entries = new ArrayList<>();
    for (String raw : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String line = Ascii.strip(withoutComment(kind, raw));
      if (!line.isEmpty()) {
        boolean negated = line.startsWith("!");
        String text = negated ? line.substring(Ascii.skipSpace(line, 1)) : line;
        entries.add(
            new ItemList.Tested(negated, new LineItem(text, parser.item(kind, text)), line));
      }
    }
    return new ItemList(file.toString(), ExactRun.collapse(kind, entries));
  }

  private static String withoutComment(ListKind kind, String line) {
    // A local part may hold the mark itself.
    boolean anywhere = kind == ListKind.DOMAIN || kind == ListKind.HOST;
    for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
      if (anywhere || i == 0 || Ascii.isSpace(line.charAt(i - 1))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  /** A line says itself where its item says nothing. */
  record LineItem(String line, Item item) implements Item {
    @Override
    public Verdict test(Subject subject) throws InterruptedException {
      Verdict verdict = item.test(subject);
      return verdict instanceof Verdict.Yes(String data) && data == null
          ? new Verdict.Yes(line)
          : verdict;
    }
  }
}
