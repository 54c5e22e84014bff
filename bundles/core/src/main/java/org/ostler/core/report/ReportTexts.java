// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Compiler;

/**
 * The texts of {@code bounce_message_file} and {@code warn_message_file}, which stand in place of
 * those that a report has by itself. Items end at lines that begin with four asterisks; each is
 * expanded. One that is missing, or that cannot be expanded, leaves the report its own words.
 *
 * @param items those that could be expanded, null in the place of others
 */
record ReportTexts(List<@Nullable String> items) {
  private static final String END = "****";

  /** What the log calls the items; Exim reads more and prints no more. */
  private static final List<String> NAMES = List.of("header", "intro", "third item");

  static final ReportTexts NONE = new ReportTexts(List.of());

  /** Reads the file of an option; trouble with it is logged, and the report has its own words. */
  static ReportTexts read(
      Option<Expandable> option, String what, Situation view, Compiler compiler, Log log)
      throws InterruptedException {
    Expandable file = view.settings().find(option).orElse(null);
    QueueId id = view.envelope().queueId();
    if (file == null) {
      return NONE;
    }
    String name = "";
    try {
      if (!(file.expand(view) instanceof Expansion.Value(var text))) {
        log.panic(id, "failed to expand " + option.name());
        return NONE;
      }
      name = text.value();
      String content = Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
      return expanded(split(content), view, compiler, log);
    } catch (IOException trouble) {
      String why =
          trouble instanceof NoSuchFileException
              ? "No such file or directory"
              : String.valueOf(trouble.getMessage());
      log.panic(id, "Failed to open " + name + " for " + what + " message texts: " + why);
      return NONE;
    }
  }

  private static List<String> split(String content) {
    List<String> items = new ArrayList<>();
    StringBuilder item = new StringBuilder();
    for (String line : content.lines().toList()) {
      if (line.startsWith(END)) {
        items.add(item.toString());
        item.setLength(0);
      } else {
        item.append(line).append('\n');
      }
    }
    items.add(item.toString());
    // Nothing behind the last line of asterisks is no item.
    return items.getLast().isEmpty() ? items.subList(0, items.size() - 1) : items;
  }

  private static ReportTexts expanded(
      List<String> texts, Situation view, Compiler compiler, Log log) throws InterruptedException {
    List<@Nullable String> items = new ArrayList<>();
    for (int i = 0; i < Math.min(texts.size(), NAMES.size()); i++) {
      String problem;
      try {
        Expansion expansion = compiler.expandable(texts.get(i)).expand(view);
        if (expansion instanceof Expansion.Value(var text)) {
          items.add(text.value());
          continue;
        }
        problem = expansion instanceof Expansion.Failed(var why) ? why : "it was put off";
      } catch (InvalidArgument malformed) {
        problem = String.valueOf(malformed.getMessage());
      }
      log.panic(
          view.envelope().queueId(),
          "Failed to expand string from bounce_message_file or warn_message_file (%s): %s"
              .formatted(NAMES.get(i), problem));
      items.add(null);
    }
    return new ReportTexts(items);
  }

  /** The fields that stand in place of the subject; null when the file has none. */
  @Nullable List<HeaderField> fields() {
    String text = item(0);
    if (text == null) {
      return null;
    }
    List<HeaderField> fields = new ArrayList<>();
    for (String field : text.strip().split("\n(?![ \t])")) {
      if (field.matches("(?s)[!-9;-~]+[ \t]*:.*")) {
        fields.add(HeaderField.parse(field));
      }
    }
    return fields;
  }

  /** What stands before the addresses; null when the file has none. */
  @Nullable String intro() {
    return item(1);
  }

  /** Of a bounce what stands before the output of commands, of a warning what ends it; or null. */
  @Nullable String third() {
    return item(2);
  }

  private @Nullable String item(int number) {
    return number < items.size() ? items.get(number) : null;
  }
}
