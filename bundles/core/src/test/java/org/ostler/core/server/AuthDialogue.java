// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A dialogue of AUTH commands under {@code -bh}. A file is a configuration, then dialogues that
 * begin with {@code == title}: {@code C:} what the client sends, where {@code b64(text)} is encoded
 * and {@code \0} is a NUL, {@code S:} the replies and {@code L:} the log lines. {@code exim S:} and
 * {@code ours S:} are the two sides of a difference.
 *
 * @param file the name of the file
 * @param configuration its configuration
 * @param title of the dialogue
 * @param lines of the dialogue
 */
record AuthDialogue(String file, String configuration, String title, List<String> lines) {
  private static final Path DIRECTORY = Path.of("src/test/resources/auth");
  private static final Pattern ENCODED = Pattern.compile("b64\\(([^)]*)\\)");

  static Stream<AuthDialogue> all() throws IOException {
    Path here =
        Files.isDirectory(DIRECTORY) ? DIRECTORY : Path.of("bundles/core").resolve(DIRECTORY);
    List<AuthDialogue> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(here)) {
      for (Path file : files.sorted().toList()) {
        all.addAll(read(file));
      }
    }
    return all.stream();
  }

  private static List<AuthDialogue> read(Path file) throws IOException {
    List<AuthDialogue> dialogues = new ArrayList<>();
    String[] parts = Files.readString(file, StandardCharsets.ISO_8859_1).split("(?m)^== ", -1);
    for (int i = 1; i < parts.length; i++) {
      List<String> lines = parts[i].lines().toList();
      dialogues.add(
          new AuthDialogue(
              file.getFileName().toString(),
              parts[0],
              lines.getFirst(),
              lines.subList(1, lines.size())));
    }
    return dialogues;
  }

  /** The configuration as both servers read it. */
  String configuration(Path directory) {
    return "primary_hostname = mx.test.example\nqualify_domain = test.example\n"
        + "smtp_enforce_sync = false\nspool_directory = "
        + directory
        + "\nlog_file_path = "
        + directory
        + "/%slog\n"
        + configuration.replace("DIRECTORY", directory.toString());
  }

  String input() {
    StringBuilder input = new StringBuilder();
    for (String line : with("C:")) {
      String encoded = ENCODED.matcher(line).replaceAll(AuthDialogue::encoded);
      input.append(encoded.replace("LONG", "x".repeat(12_000))).append("\r\n");
    }
    return input.append("QUIT\r\n").toString();
  }

  private static String encoded(MatchResult found) {
    String octets = found.group(1).replace("\\0", "\0");
    return Base64.getEncoder().encodeToString(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What stands behind a mark. */
  private List<String> with(String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()).strip())
        .toList();
  }

  /** The lines with this mark, or with it behind the side's name, in order. */
  List<String> expected(String side, String mark) {
    Predicate<String> wanted = line -> line.startsWith(mark) || line.startsWith(side + " " + mark);
    return lines.stream()
        .filter(wanted)
        .map(line -> line.substring(line.indexOf(mark) + mark.length()).strip())
        .toList();
  }

  /** Replies, without the banner, the farewell and what EHLO says besides AUTH. */
  static List<String> replies(String out) {
    return out.replace("\r", "")
        .lines()
        .filter(line -> line.matches("[2-5]\\d\\d[- ].*|\\d{3}"))
        .filter(line -> !line.matches("220 .*|221 .*"))
        .filter(line -> !line.matches("250-[A-Z0-9]+( \\d+)?|250 HELP|250[- ]mx.*Hello .*"))
        .map(line -> line.replaceFirst("^334 PD.*", "334 CHALLENGE"))
        .map(String::stripTrailing)
        .toList();
  }

  static List<String> log(String err) {
    return err.lines()
        .filter(line -> line.startsWith("LOG: "))
        .map(line -> line.substring(5).replaceFirst("^\\w{6}-\\w{6}-\\w{2} ", "").strip())
        .toList();
  }

  @Override
  public String toString() {
    return file + ": " + title;
  }
}
