// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.testing.peers.Waiting;

/**
 * Plays commands against a server: {@code > words}, then lines of input after {@code < }. What
 * comes of it, the log's new lines after {@code > log} and a file's content after {@code > file
 * NAME} are written in the same form, with message ids as ID1, ID2..., dates as DATE and prompts as
 * {@code + }.
 */
final class CommandDialogue {
  private static final Pattern ID = Pattern.compile("\\w{6}-\\w{6}-\\w{2}\\b");
  private static final Pattern DATE =
      Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [-+]\\d{4}");
  private static final Pattern CTIME =
      Pattern.compile("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}$", Pattern.MULTILINE);
  private static final Pattern NAMED = Pattern.compile("ID(\\d)");

  private final List<Command> commands;
  private final Path log;
  private final String user;
  private final List<String> ids = new ArrayList<>();
  private int logged;

  CommandDialogue(List<Command> commands, Path log, String user) {
    this.commands = commands;
    this.log = log;
    this.user = user;
  }

  /** Plays what the text asks for, and returns the text with the answers of this server. */
  String play(String text) throws Exception {
    StringBuilder played = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith("> ")) {
        continue;
      }
      played.append(line).append('\n');
      StringBuilder input = new StringBuilder();
      while (i + 1 < lines.size() && lines.get(i + 1).startsWith("<")) {
        String typed = lines.get(++i);
        played.append(typed).append('\n');
        input.append(typed.length() > 2 ? typed.substring(2) : "").append('\n');
      }
      played.append(
          line.equals("> log")
              ? newLog()
              : line.startsWith("> log ")
                  ? newLog(Integer.parseInt(line.substring("> log ".length())))
                  : line.startsWith("> file ")
                      ? file(Path.of(namedIn(line.substring("> file ".length()))))
                      : run(line.substring(2), input.toString()));
    }
    return played.toString();
  }

  private String run(String line, String input) throws InterruptedException {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      words.add(named(word.replace("\\s", " ")));
    }
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1));
    for (Command command : commands) {
      if (command.words().contains(words.getFirst())) {
        int code = command.run(new Call(words, in, screen, screen, Path.of("/"), user));
        return neutral(
                screen
                    .toString(StandardCharsets.ISO_8859_1)
                    .replace("\r", "")
                    .replaceAll("(?m)^> ", "+ "))
            + "= "
            + code
            + "\n";
      }
    }
    throw new AssertionError("no command has the word " + words.getFirst());
  }

  private String namedIn(String path) {
    int slash = path.lastIndexOf('/') + 1;
    return path.substring(0, slash) + named(path.substring(slash));
  }

  private String named(String word) {
    Matcher name = NAMED.matcher(word);
    return name.matches() ? ids.get(Integer.parseInt(name.group(1)) - 1) : word;
  }

  /** What a delivery wrote; it may still be under way, so it is waited for. */
  private String file(Path file) throws Exception {
    Waiting.until(file + " has content", Duration.ofSeconds(60), () -> file.toFile().length() > 0);
    return neutral(Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  /** The same when so many lines have come, sorted, since deliveries are at the same time. */
  private String newLog(int wanted) throws IOException {
    Waiting.until(
        "the log has " + wanted + " more lines",
        Duration.ofSeconds(60),
        () -> lines() - logged >= wanted);
    return newLog().lines().sorted().collect(Collectors.joining("\n", "", "\n"));
  }

  private int lines() {
    try {
      return Files.exists(log) ? Files.readAllLines(log, StandardCharsets.ISO_8859_1).size() : 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String newLog() throws IOException {
    List<String> lines =
        Files.exists(log) ? Files.readAllLines(log, StandardCharsets.ISO_8859_1) : List.of();
    StringBuilder text = new StringBuilder();
    for (String line : lines.subList(logged, lines.size())) {
      text.append(line.substring("2026-11-21 08:00:00 ".length())).append('\n');
    }
    logged = lines.size();
    return neutral(text.toString())
        .replaceAll("pid=\\d+", "pid=PID")
        .replaceAll(" Ci=\\d+", " Ci=N")
        .replaceAll(" D=\\d+s", " D=Ns")
        .replaceAll("load( average)? \\d+\\.\\d\\d", "load$1 LOAD");
  }

  private String neutral(String text) {
    String named =
        ID.matcher(text)
            .replaceAll(
                found -> {
                  if (!ids.contains(found.group())) {
                    ids.add(found.group());
                  }
                  return "ID" + (ids.indexOf(found.group()) + 1);
                });
    return DATE.matcher(CTIME.matcher(named).replaceAll("CTIME"))
        .replaceAll("DATE")
        .replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d (?!ID)", "STAMP ")
        .replaceAll("\\d+-ostlerdsn-\\d+", "BOUNDARY")
        .replaceAll("(?m)(<= <> R=.* S=)\\d+", "$1N")
        .replaceAll("(?m)^\\d{10} (\\d+)$", "TIME $1");
  }

  private record Call(
      List<String> arguments,
      InputStream input,
      OutputStream output,
      OutputStream errors,
      Path directory,
      String user)
      implements Invocation {}
}
