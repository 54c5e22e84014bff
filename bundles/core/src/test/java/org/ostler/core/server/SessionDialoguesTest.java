// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;

/**
 * Sessions over a socket with a daemon of Exim and with the whole server, under the same
 * configuration: what either says, and what it logs. The variable OSTLER_RECORD in the environment
 * writes Exim's side into the files anew.
 */
class SessionDialoguesTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/session");
  private static final int ONE_IN = 100;
  // Each of Exim's daemons is waited for more than it computes.
  private static final int DAEMONS = 6;
  private static final int SILENCE_MILLIS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern OWN =
      Pattern.compile(
          "(\\S+ \\S+ )?(SMTP connection from \\[127.0.0.1\\] lost|no MAIL in SMTP connection from"
              + " \\[127.0.0.1\\]) D=\\S+|.*(daemon started|lost privilege|queue run:|no host name found| == |[Ss]ocket bind| is locked | Message is frozen).*|.* Completed");

  private static final String MAIN =
      """
      primary_hostname = mx.test.example
      qualify_domain = test.example
      queue_only
      hold_domains = *
      domainlist ours = test.example
      received_header_text = Received: by us
      """;

  @TempDir Path directory;

  static List<DryDialogue> dialogues() throws IOException {
    Path here =
        Files.isDirectory(DIRECTORY) ? DIRECTORY : Path.of("bundles/core").resolve(DIRECTORY);
    List<DryDialogue> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(here)) {
      for (Path file : files.sorted().toList()) {
        all.addAll(DryDialogue.read(file));
      }
    }
    return all;
  }

  private String configuration(DryDialogue dialogue) {
    String acl = dialogue.section("acl");
    String main = dialogue.section("main");
    return MAIN
        + (main.contains("smtp_banner") ? "" : "smtp_banner = $smtp_active_hostname ESMTP ready\n")
        + main.replace("DIR", directory.toString())
        + (acl.isEmpty() ? "" : "begin acl\n" + acl)
        + DryDialogue.ROUTERS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialogues")
  void ostlerSaysTheSame(DryDialogue dialogue) throws Exception {
    Path file = directory.resolve("ostler.conf");
    Path log = directory.resolve("log/mainlog");
    int port = Peers.freePort();
    String own = "local_interfaces = 127.0.0.1\ndaemon_smtp_ports = " + port + "\n";
    Files.writeString(file, own + configuration(dialogue), StandardCharsets.ISO_8859_1);
    MailServer server = PlainServer.of(directory, file);
    try (server) {
      server.start();
      List<String> played = SessionPlayer.play(dialogue.expected("dialogue"), port, 0);
      assertThat(played).isEqualTo(dialogue.expected("dialogue"));
      assertThat(logged(log, dialogue.expected("log"))).isEqualTo(dialogue.expected("log"));
    }
  }

  @Test
  void fewerThanOneInHundredDiffer() throws Exception {
    List<DryDialogue> all = dialogues();
    long different = all.stream().filter(d -> d.sections().containsKey("ours")).count();
    assertThat(different * ONE_IN).isLessThan(all.size());
  }

  @Test
  @RequiresPeer("exim4")
  void eximStillSaysSo() throws Exception {
    boolean recording = System.getenv("OSTLER_RECORD") != null;
    Map<Path, List<DryDialogue>> files = new LinkedHashMap<>();
    List<String> changed = new ArrayList<>();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ExecutorService daemons = Executors.newFixedThreadPool(DAEMONS)) {
      List<DryDialogue> all = dialogues();
      List<Future<String>> judged =
          all.stream().map(one -> daemons.submit(() -> judged(one, recording))).toList();
      for (int i = 0; i < all.size(); i++) {
        String different = judged.get(i).get();
        if (!different.isEmpty()) {
          changed.add(different);
        }
        files.computeIfAbsent(all.get(i).file(), f -> new ArrayList<>()).add(all.get(i));
      }
    }
    if (recording) {
      for (Map.Entry<Path, List<DryDialogue>> file : files.entrySet()) {
        DryDialogue.write(file.getKey(), file.getValue());
      }
    }
    assertThat(changed).isEmpty();
  }

  /** Has a daemon of Exim play its side; what it says, when that is not what is written. */
  private String judged(DryDialogue dialogue, boolean recording) throws Exception {
    Path place = Files.createTempDirectory(directory, "exim");
    String first = "pipelining_connect_advertise_hosts = :\n";
    try (Exim exim = Exim.start(place, first + configuration(dialogue))) {
      List<String> script = dialogue.lines("dialogue");
      List<String> played = SessionPlayer.play(script, exim.port(), recording ? SILENCE_MILLIS : 0);
      // The next to nothing that is logged after the end of a session has come by then.
      List<String> log =
          logged(place.resolve("spool/mainlog"), recording ? List.of() : dialogue.lines("log"));
      boolean same = played.equals(script) && log.equals(dialogue.lines("log"));
      dialogue.sections().put("dialogue", lines(played));
      dialogue.sections().put("log", lines(log));
      return same ? "" : dialogue + "\n" + lines(played) + lines(log);
    }
  }

  /** The log's lines about the session, once there are as many as are expected. */
  private static List<String> logged(Path log, List<String> expected) {
    Waiting.until(
        "the log has " + expected.size() + " lines",
        LIMIT,
        () -> logged(log).size() >= expected.size());
    return logged(log);
  }

  private static List<String> logged(Path log) {
    try {
      if (!Files.exists(log)) {
        return List.of();
      }
      Set<String> said = new HashSet<>();
      // Whoever waits for Exim to listen connects once: what is said of that is said twice.
      return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> !OWN.matcher(line).matches())
          .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
          .map(line -> line.replaceAll("\\b\\w{6}-\\w{6}-\\w{2}\\b", "ID"))
          .map(line -> line.replaceAll(" S=\\d+", " S=N").replaceAll(" D=\\d+s\\b", " D=Ns"))
          // Whoever waits for Exim to listen is counted until Exim knows that it left.
          .map(line -> line.replaceAll("connection count = \\d+", "connection count = N"))
          .map(String::stripTrailing)
          .map(line -> line.replaceAll("load average = [\\d.]+", "load average = N"))
          .map(line -> line.replaceAll("space=\\d+ inodes=-?\\d+", "space=N inodes=N"))
          .filter(
              line ->
                  !line.matches(
                          "(H=\\[|refused |Connection from|temporarily|SMTP connection from \\[).*")
                      || said.add(line))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
