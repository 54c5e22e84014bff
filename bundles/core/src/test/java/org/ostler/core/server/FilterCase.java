// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One filter with a message and what comes of it: {@code === name}, the words after {@code > }
 * where they are not the usual ones, then sections that begin with {@code --- }: {@code filter},
 * {@code system}, {@code message} in; {@code out} and {@code err} as Exim prints them; {@code ours}
 * and {@code ours err} where Ostler means to print something else; at last {@code = exit code}, and
 * that of Ostler where it is another. {@code @N@} stands for N letters. The head that usual words
 * give is left out of {@code out}. Files named after Sieve have words and a message of their own.
 */
record FilterCase(
    String name,
    boolean sieve,
    List<String> words,
    Map<String, String> sections,
    int code,
    int ourCode) {
  static final List<String> USUAL = List.of("-f", "ann@a.example", "-bfl", "bob", "-bf", "FILTER");

  /** Without -v Exim does not say what a Sieve filter does. */
  static final List<String> USUAL_OF_SIEVE =
      List.of("-v", "-f", "ann@a.example", "-bfl", "bob", "-bf", "FILTER");

  private static final String HEAD =
      """
      Return-path copied from sender
      Sender      = ann@a.example
      Recipient   = bob@mail.example
      Testing Exim filter file "FILTER"

      """;

  private static final Path DIRECTORY = Path.of("src/test/resources/filter");
  private static final Pattern LONG = Pattern.compile("@(\\d+)@");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  static List<FilterCase> read(Path file) throws IOException {
    List<FilterCase> cases = new ArrayList<>();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    for (String one : text.split("(?m)^=== ")) {
      if (!one.startsWith("#")) {
        cases.add(of(one, file.getFileName().toString().startsWith("sieve")));
      }
    }
    return cases;
  }

  private static FilterCase of(String text, boolean sieve) {
    List<String> lines = List.of(text.split("(?<=\n)"));
    List<String> words = sieve ? USUAL_OF_SIEVE : USUAL;
    Map<String, String> sections = new LinkedHashMap<>();
    String section = "";
    int code = 0;
    int ourCode = 0;
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("> ") && section.isEmpty()) {
        words = List.of(line.substring(2).strip().split(" "));
      } else if (line.startsWith("--- ")) {
        section = line.substring(4).strip();
        sections.put(section, "");
      } else if (line.startsWith("= ")) {
        String[] codes = line.substring(2).strip().split(" ");
        code = number(codes[0]);
        ourCode = number(codes[codes.length - 1]);
      } else {
        sections.merge(section, line, String::concat);
      }
    }
    return new FilterCase(lines.getFirst().strip(), sieve, words, sections, code, ourCode);
  }

  /** What is printed, with the head. */
  String out(boolean ours) {
    String printed = sections.getOrDefault("out", "");
    String wanted = ours ? sections.getOrDefault("ours", printed) : printed;
    boolean usual = words.equals(sieve ? USUAL_OF_SIEVE : USUAL);
    String head = sieve ? HEAD.replace("Exim filter", "Sieve filter") : HEAD;
    return usual && !wanted.contains("\nSender      =") ? head + wanted : wanted;
  }

  String err(boolean ours) {
    String printed = sections.getOrDefault("err", "");
    return ours ? sections.getOrDefault("ours err", printed) : printed;
  }

  String message() throws IOException {
    String own = sections.get("message");
    return own != null
        ? own
        : Files.readString(
            DIRECTORY.resolve(sieve ? "sieve.msg" : "default.msg"), StandardCharsets.ISO_8859_1);
  }

  /** Puts the filters where the words look for them. */
  void writeFilters(Path directory) throws IOException {
    for (Map.Entry<String, String> section : sections.entrySet()) {
      String kind = section.getKey();
      if (!kind.startsWith("filter") && !kind.equals("system")) {
        continue;
      }
      String text =
          LONG.matcher(section.getValue()).replaceAll(n -> "x".repeat(number(n.group(1))));
      text = kind.endsWith("crlf") ? text.replace("\n", "\r\n") : text;
      text = kind.endsWith("unended") ? text.stripTrailing() : text;
      Files.writeString(
          directory.resolve(kind.equals("system") ? "SYSTEM" : "FILTER"),
          text,
          StandardCharsets.ISO_8859_1);
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
