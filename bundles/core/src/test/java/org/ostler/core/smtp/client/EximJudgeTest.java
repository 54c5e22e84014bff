// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/** The cases that Ostler's client is held to are true of the real Exim. */
@RequiresPeer("exim4")
class EximJudgeTest {
  private static final Pattern DONE =
      Pattern.compile(
          "[-=]> (\\S+)(?: <\\S+>)? R=r T=t H=(\\S+) \\[\\S+\\]\\*?(?: A=(\\S+))?(?: K)?"
              + " C=\"(.*)\"");
  private static final Pattern FAILED =
      Pattern.compile("\\*\\* (\\S+) R=r T=t(?: H=(\\S+) \\[\\S+\\]\\*?)?: (.*)");
  private static final Pattern DEFERRED =
      Pattern.compile(
          "== (\\S+) R=r T=t defer \\((-?\\d+)\\)(: [^:]*?)?(?: H=(\\S+) \\[\\S+\\]\\*?)?(?::"
              + " (.*))?");

  @TempDir Path directory;

  static List<ClientCase> cases() {
    return Stream.of("/client/judged.txt", "/client/authentication.txt")
        .flatMap(name -> ClientCase.read(name).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eximSaysSo(ClientCase given) throws Exception {
    assertThat(outcomes(given, directory)).containsExactlyInAnyOrderElementsOf(given.outcomes());
  }

  static List<String> outcomes(ClientCase given, Path directory) throws Exception {
    List<ScriptedServer> servers = given.servers();
    try {
      Path configuration = configure(given, servers, directory);
      List<String> command = new ArrayList<>();
      command.add(Peers.program("exim4").toString());
      command.addAll(List.of("-C", configuration.toString(), "-odi", "-f", "s@src.example"));
      command.addAll(given.recipients());
      Run.of(command, Map.of(), given.message());
      return Files.readAllLines(directory.resolve("spool/mainlog"), StandardCharsets.ISO_8859_1)
          .stream()
          .map(EximJudgeTest::outcome)
          .filter(line -> !line.isEmpty())
          .filter(line -> !(given.quiet() && line.startsWith("log ")))
          .map(ClientCase::normal)
          .toList();
    } finally {
      servers.forEach(ScriptedServer::close);
    }
  }

  private static String outcome(String line) {
    String text = line.length() < 37 ? "" : line.substring(37);
    Matcher done = DONE.matcher(text);
    if (done.matches()) {
      String by = done.group(3) == null ? "" : " A=" + done.group(3);
      String confirmation = done.group(4).replace("\\\\", "\\").replace("\\\"", "\"");
      return "done " + done.group(1) + " H=" + done.group(2) + by + " " + confirmation;
    }
    Matcher failed = FAILED.matcher(text);
    if (failed.matches()) {
      return "fail " + failed.group(1) + host(failed.group(2)) + ": " + failed.group(3);
    }
    Matcher deferred = DEFERRED.matcher(text);
    if (deferred.matches()) {
      // Words of the system stand before the host when there is a reason besides.
      String reason =
          deferred.group(5) == null ? deferred.group(3).substring(2) : deferred.group(5);
      return "defer "
          + deferred.group(1)
          + " ("
          + deferred.group(2)
          + ")"
          + (deferred.group(5) == null ? "" : host(deferred.group(4)))
          + ": "
          + reason;
    }
    if (text.startsWith("H=") || text.contains(" authenticator ")) {
      return "log " + text;
    }
    return text.startsWith("==") || text.startsWith("**") ? text : "";
  }

  private static String host(@Nullable String name) {
    return name == null ? "" : " H=" + name;
  }

  private static Path configure(ClientCase given, List<ScriptedServer> servers, Path directory)
      throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path spool = Files.createDirectory(directory.resolve("spool"));
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> hosts = new ArrayList<>();
    for (ScriptedServer server : servers) {
      hosts.add("127.0.0." + (hosts.size() + 1) + "::" + server.port());
    }
    List<String> main = hosts.subList(0, hosts.size() - given.fallbacks());
    List<String> fallback = hosts.subList(main.size(), hosts.size());
    String options =
        (fallback.isEmpty() ? "" : "  fallback_hosts = " + String.join(":", fallback) + "\n")
            + given.options().entrySet().stream()
                .map(o -> "  " + o.getKey() + " = " + o.getValue() + "\n")
                .collect(Collectors.joining());
    String text =
        """
        primary_hostname = client.example
        spool_directory = %1$s
        log_file_path = %1$s/%%slog
        keep_environment =
        begin routers
        bounce:
          driver = redirect
          senders = :
          data = :blackhole:
        r:
          driver = manualroute
          route_list = "* \\"%2$s\\" byname"
          self = send
          transport = t
        begin transports
        t:
          driver = smtp
          hosts_avoid_tls = *
        %3$s
        begin retry
        * * F,1h,1m
        begin authenticators
        %4$s
        """
            .formatted(
                spool, String.join(":", main), options, String.join("\n", given.authenticators()));
    Path configuration = directory.resolve("exim.conf");
    Files.writeString(configuration, text, StandardCharsets.ISO_8859_1);
    return configuration;
  }
}
