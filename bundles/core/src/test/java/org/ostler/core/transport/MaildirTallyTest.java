// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Outcome;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/** {@code maildirsize} of Maildir++, as {@code transport/maildirsize.txt} has it, and as Exim. */
class MaildirTallyTest {
  /** As long as what Exim makes of the message that it is given, so that the same quotas fit. */
  private static final String MESSAGE = "Subject: x\n\n" + "x".repeat(259) + "\n";

  @TempDir Path directory;

  /** A delivery into a directory below ours; true when the mailbox was full. */
  @FunctionalInterface
  private interface Deliverer {
    boolean isRefused(String into) throws Exception;
  }

  private record Case(String name, List<String> options, List<String> steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>();
    String text = Files.readString(Path.of("src/test/resources/transport/maildirsize.txt"));
    for (String part : text.substring(text.indexOf("## ")).split("(?m)^## ")) {
      if (!part.isBlank()) {
        List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
        List<String> options = new ArrayList<>(lines.subList(1, lines.size()));
        options.removeIf(MaildirTallyTest::isStep);
        all.add(
            new Case(lines.getFirst(), options, lines.stream().filter(l -> isStep(l)).toList()));
      }
    }
    return all;
  }

  private static boolean isStep(String line) {
    return line.matches("(into|deliver|write|expect|file|age)( .*)?");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isKept(Case one) throws Exception {
    FileTransport driver = new FileTransport((about, sender, to, fields, body) -> {});
    play(
        one,
        into -> {
          SampleDelivery delivery = SampleDelivery.of(MESSAGE, "a@dest.example");
          driver.prepare(settings(one, into)).deliver(delivery);
          return switch (delivery.outcome(0)) {
            case Outcome.Delivered _ -> false;
            case Outcome.Deferred(var trouble) when trouble.cause() == Cause.QUOTA -> true;
            case Outcome other -> throw new AssertionError(other);
          };
        });
  }

  private MemorySettings settings(Case one, String into) {
    MemorySettings settings =
        MemorySettings.named("t")
            .withText(FileOptions.DIRECTORY, directory.resolve(into).toString())
            .with(FileOptions.MAILDIR_FORMAT, true);
    for (String line : one.options) {
      String[] sides = line.replace("DIR", directory.toString()).split(" = ", 2);
      settings =
          switch (sides[0]) {
            case "maildir_use_size_file" ->
                settings.withText(FileOptions.MAILDIR_USE_SIZE_FILE, "true");
            case "quota_size_regex" -> settings.with(FileOptions.QUOTA_SIZE_REGEX, sides[1]);
            case "maildir_quota_directory_regex" ->
                settings.with(FileOptions.MAILDIR_QUOTA_DIRECTORY_REGEX, sides[1]);
            case "quota" -> settings.withText(FileOptions.QUOTA, sides[1]);
            case "quota_filecount" -> settings.withText(FileOptions.QUOTA_FILECOUNT, sides[1]);
            case "quota_directory" -> settings.withText(FileOptions.QUOTA_DIRECTORY, sides[1]);
            case "mailbox_size" -> settings.withText(FileOptions.MAILBOX_SIZE, sides[1]);
            case "mailbox_filecount" -> settings.withText(FileOptions.MAILBOX_FILECOUNT, sides[1]);
            default -> throw new IllegalArgumentException(line);
          };
    }
    return settings;
  }

  @ParameterizedTest
  @MethodSource("cases")
  @RequiresPeer("exim4")
  void eximKeepsItSo(Case one) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createFile(Files.createDirectory(directory.resolve("names")).resolve("box"));
    Exim.ownedByExim(directory);
    AtomicLong count = new AtomicLong();
    play(one, into -> isRefusedByExim(one, into, count.incrementAndGet()));
  }

  private boolean isRefusedByExim(Case one, String into, long number) throws Exception {
    Path file = directory.resolve("exim" + number + ".conf");
    Path spool = directory.resolve("spool" + number);
    Files.createDirectory(spool);
    Exim.ownedByExim(spool);
    Files.writeString(
        file,
        """
        primary_hostname = mx.test.example
        spool_directory = DIR/spoolNUMBER
        log_file_path = DIR/spoolNUMBER/%slog
        keep_environment =
        begin routers
        all:
          driver = accept
          transport = maildir
        begin transports
        maildir:
          driver = appendfile
          directory = DIR/${lookup{$local_part}dsearch,ret=key{DIR/names}}REST
          maildir_format
          user = Debian-exim
          OPTIONS
        """
            .replace("OPTIONS", String.join("\n  ", one.options))
            .replace("DIR", directory.toString())
            .replace("NUMBER", "" + number)
            .replace("REST", into.substring("box".length())),
        StandardCharsets.ISO_8859_1);
    Run.of(
        List.of(
            Peers.program("exim4").toString(),
            "-C",
            file.toString(),
            "-odi",
            "-oi",
            "-f",
            "a@b.example",
            "box@test.example"),
        Map.of(),
        "Subject: x\n\nhello\n");
    String log = Files.readString(spool.resolve("mainlog"), StandardCharsets.ISO_8859_1);
    assertThat(log).containsPattern("=> box|mailbox is full");
    return log.contains("mailbox is full");
  }

  private void play(Case one, Deliverer deliverer) throws Exception {
    String into = "box";
    for (String step : one.steps) {
      String[] words = (step + " ").split(" ", 2);
      String rest = words[1].strip();
      switch (words[0]) {
        case "into" -> into = rest;
        case "write" -> put(directory.resolve("box/maildirsize"), text(rest));
        case "file" ->
            put(
                directory.resolve(rest.split(" ")[0]),
                "x".repeat(Integer.parseInt(rest.split(" ")[1])));
        case "age" ->
            Files.setLastModifiedTime(
                directory.resolve("box/maildirsize"),
                FileTime.from(Instant.now().minusSeconds(Long.parseLong(rest))));
        case "deliver" ->
            assertThat(deliverer.isRefused(into) ? "full" : "ok").as(step).isEqualTo(rest);
        case "expect" -> {
          String[] sides = rest.split(" ", 2);
          assertThat(found(sides[0], into)).as(sides[0]).isEqualTo(sides[1]);
        }
        default -> throw new IllegalArgumentException(step);
      }
    }
  }

  private static String text(String written) {
    return written.replace("\\n", "\n").replace("(1300)", "1 1\n".repeat(1300));
  }

  private void put(Path file, String text) throws IOException {
    Path parent = file.getParent();
    Files.createDirectories(parent);
    Files.writeString(file, text);
    for (Path at = file; !at.equals(directory); at = at.getParent()) {
      Exim.ownedByExim(at);
    }
  }

  /** The file with N for the length of a message; what stands there is in the way of nobody. */
  private String found(String name, String into) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return "(none)";
    }
    long length = 0;
    try (Stream<Path> fresh = Files.list(directory.resolve(into).resolve("new"))) {
      for (Path message : fresh.toList()) {
        length = Files.size(message);
      }
    }
    String text = Files.readString(file).replace("\n", "\\n");
    for (int times = 5; times > 0 && length > 0; times--) {
      String replaced = (times == 1 ? "" : times) + "N " + times + "\\n";
      text = text.replace("\\n" + times * length + " " + times + "\\n", "\\n" + replaced);
      text = text.replace("\\n" + times * length + " " + times + "\\n", "\\n" + replaced);
    }
    return text;
  }
}
