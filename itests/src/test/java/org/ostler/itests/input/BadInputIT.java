// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.mail.SmtpClient;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;

/** Each mistake gets one sentence with what to do, an exit code, and no stack trace. */
class BadInputIT {
  private static final Path OSTLER =
      Path.of(System.getProperty("ostler.distribution"), "bin", "ostler");
  private static final String QUEUEING =
      """
      daemon_smtp_ports = SMTP_PORT
      local_interfaces = 127.0.0.1
      acl_smtp_rcpt = accept
      queue_only
      begin routers
      all:
        driver = redirect
        data = :blackhole:
      """;

  @TempDir Path directory;
  private Path configuration;
  private Path data;

  @BeforeEach
  void place() throws IOException {
    configuration = directory.resolve("bad.conf");
    data = directory.resolve("bad");
    Files.writeString(
        configuration,
        "local_interfaces = 127.0.0.1\ndaemon_smtp_ports = " + Peers.freePort() + "\n");
  }

  @Test
  void missingJdk() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_HOME", "", "OSTLER_JDKS", directory.toString(), "PATH", "/usr/bin:/bin");
    Run run = Run.of(List.of(OSTLER.toString(), "-bV"), environment, "");
    assertOneSentence(run, "no JDK 25", "install");
  }

  @Test
  void takenPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Files.writeString(
          configuration,
          "local_interfaces = 127.0.0.1\ndaemon_smtp_ports = " + taken.getLocalPort() + "\n");
      assertOneSentence(serve(), "" + taken.getLocalPort(), "127.0.0.1");
    }
  }

  @Test
  void missingConfiguration() throws Exception {
    Files.delete(configuration);
    assertOneSentence(serve(), configuration.toString());
    assertOneSentence(ostler("-bV"), configuration.toString());
    assertOneSentence(ostler("-bt", "a@b.example"), configuration.toString());
  }

  @Test
  void directoryInPlaceOfConfiguration() throws Exception {
    Files.delete(configuration);
    Files.createDirectory(configuration);
    assertOneSentence(serve(), configuration.toString());
    assertOneSentence(ostler("-bV"), configuration.toString());
  }

  @Test
  void wrongConfiguration() throws Exception {
    Files.writeString(
        configuration,
        """
        primary_hostname = a.example
        no_such_option = 1
        smtp_accept_max = many
        begin routers
        r:
          driver = acept
        """);
    for (Run run : List.of(serve(), ostler("-bV"))) {
      assertThat(run.exit()).isNotZero();
      assertThat(all(run))
          .contains("bad.conf:2", "no_such_option", "bad.conf:3", "bad.conf:5", "acept");
      assertNoTrace(run);
    }
  }

  @Test
  void featureThatTheConfigurationNeedsAndMayNotInstall() throws Exception {
    Files.writeString(
        configuration,
        """
        features = manual
        acl_smtp_rcpt = rcpt
        begin acl
        rcpt:
          deny spf = fail
          accept
        """);
    assertOneSentence(serve(), "bad.conf:5", "install the feature spf");
  }

  @Test
  void unwritableData() throws Exception {
    Files.writeString(data, "a file where the directory should be");
    assertOneSentence(serve(), data.toString(), "--data");
  }

  @Test
  void unknownWords() throws Exception {
    assertOneSentence(ostler("-nosuchword"), "-nosuchword");
    assertOneSentence(ostler("run", "--dta", "x"), "--dta", "help");
    assertOneSentence(ostler("run", "--data"), "--data");
    assertOneSentence(ostler("stop"), "no server", data.toString());
    assertOneSentence(ostler("-bp"), "no server", data.toString());
    assertOneSentence(ostler("feature", "list"), "no server");
  }

  @Test
  void mistakesWithAServerThatRuns() throws Exception {
    try (PackedServer server = PackedServer.start(directory, QUEUEING)) {
      assertOneSentence(server.ostler("feature", "install", "nosuch"), "nosuch", "feature list");
      assertOneSentence(server.ostler("feature", "remove", "spf"), "spf", "not installed");
      assertOneSentence(server.ostler("-M", "nonsense"), "nonsense");
      assertThat(server.ostler("-nosuchword").exit()).isNotZero();
      data = server.data();
      assertOneSentence(serve(), "already runs", data.toString(), "stop");
      server.configure(QUEUEING.replace("driver = redirect", "driver = nonsense"));
      Run check = server.ostler("-C", server.configuration().toString(), "-bV");
      assertThat(check.exit()).isNotZero();
      assertThat(all(check)).contains("ostler.conf:8", "nonsense");
    }
  }

  @Test
  void damagedSegment() throws Exception {
    try (PackedServer server = PackedServer.start(directory, QUEUEING)) {
      try (SmtpClient client = SmtpClient.connect(server.smtpPort())) {
        for (int i = 0; i < 20; i++) {
          assertThat(client.send("a@b.example", List.of("c@d.example"), "Subject: x\r\n\r\nx\r\n"))
              .startsWith("250 ");
        }
      }
      server.kill();
      data = server.data();
      configuration = server.configuration();
      Path segment = firstFile(data.resolve("spool/segments"));
      try (RandomAccessFile octets = new RandomAccessFile(segment.toFile(), "rw")) {
        octets.seek(700);
        octets.write("damaged".getBytes(StandardCharsets.ISO_8859_1));
      }
      assertOneSentence(serve(), segment.getFileName().toString());
    }
  }

  private static Path firstFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  private Run serve() throws InterruptedException {
    return ostler("run", "--config", configuration.toString(), "--data", data.toString());
  }

  private Run ostler(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(OSTLER.toString()));
    command.addAll(List.of(words));
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "OSTLER_CONFIG",
            configuration.toString(),
            "OSTLER_DATA",
            data.toString(),
            "OSTLER_CACHE",
            System.getProperty("ostler.cache"),
            "OSTLER_JAVA_OPTS",
            "-XX:TieredStopAtLevel=1 -Dostler.console.port=" + Peers.freePort());
    return Run.of(command, environment, "");
  }

  private static void assertOneSentence(Run run, String... parts) {
    assertThat(run.exit()).as(all(run)).isNotZero();
    assertNoTrace(run);
    assertThat(run.errors().strip().lines()).as(all(run)).hasSize(1);
    assertThat(run.errors()).startsWith("ostler: ").contains(parts);
  }

  private static void assertNoTrace(Run run) {
    assertThat(all(run))
        .doesNotContainPattern("(?m)^\\s+at [a-z]")
        .doesNotContain("Exception", "org.ostler.", "org.apache.");
  }

  private static String all(Run run) {
    return run.output() + run.errors();
  }
}
