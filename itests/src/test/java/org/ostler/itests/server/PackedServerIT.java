// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** What the packed server promises to who starts it. */
class PackedServerIT {
  static final String CONFIGURATION =
      """
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      """;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration MOST_WORK = Duration.ofSeconds(12);

  @TempDir static Path directory;
  static PackedServer server;

  @BeforeAll
  static void startServer() throws IOException {
    server = PackedServer.start(directory, CONFIGURATION);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void saysWhereItServes() {
    assertThat(server.awaitReady())
        .contains("smtp 127.0.0.1:" + server.smtpPort())
        .contains("console http://127.0.0.1:" + server.consolePort() + "/");
  }

  @Test
  void consoleLetsInWhoKnowsThePasswordOfTheFirstStart() throws Exception {
    assertThat(console("admin", "wrong")).isEqualTo(401);
    assertThat(console("admin", server.password().orElseThrow())).isEqualTo(200);
  }

  @Test
  void passwordIsKeptAsAHashThatOnlyTheServersUserMayRead() throws Exception {
    Path users = server.data().resolve("etc/users.properties");
    assertThat(Files.readString(users)).doesNotContain(server.password().orElseThrow());
    assertThat(Files.getPosixFilePermissions(users)).hasToString("[OWNER_READ, OWNER_WRITE]");
  }

  @Test
  void featureIsInstalledAndRemovedWhileTheServerRuns() throws Exception {
    assertThat(server.ostler("feature", "install", "queuefile").output())
        .isEqualTo("installed queuefile\n");
    assertThat(server.ostler("feature", "list").output())
        .containsPattern("(?m)^queuefile +installed");
    assertThat(server.ostler("feature", "remove", "queuefile").output())
        .isEqualTo("removed queuefile\n");
    assertThat(server.ostler("feature", "list").output())
        .containsPattern("(?m)^queuefile +available");
  }

  @Test
  void bundleWorksWhileItLiesInDeploy() throws Exception {
    worksWhileItLies(new DeployDirectory(server.data(), directory).jar("queuefile"));
  }

  @Test
  void featureOfAKarWorksWhileItLiesInDeploy() throws Exception {
    worksWhileItLies(new DeployDirectory(server.data(), directory).kar("queuefile"));
  }

  /** The command {@code import} comes and goes with the feature. */
  private static void worksWhileItLies(Path deployed) throws IOException {
    Waiting.until("the command of what was deployed", LIMIT, () -> imports() == 0);
    Files.delete(deployed);
    Waiting.until("its going away", LIMIT, () -> imports() != 0);
  }

  private static int imports() {
    try {
      return server
          .ostler("import", Files.createDirectories(directory.resolve("none")) + "")
          .exit();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void commandsOfTheContainerWork() throws Exception {
    assertThat(server.ostler("shell", "bundle:list").output()).contains("Ostler :: Core");
  }

  @Test
  void unknownFeatureIsOneSentence() throws Exception {
    Run run = server.ostler("feature", "install", "nonsense");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors())
        .isEqualTo("ostler: there is no feature nonsense; see ostler feature list\n");
  }

  @Test
  void secondServerOnTheSameDataIsRefused() throws Exception {
    Run run = server.ostler("run");
    assertThat(run.exit()).isEqualTo(75);
    assertThat(run.errors())
        .contains("a server already runs on the data directory")
        .hasLineCount(1);
  }

  @Test
  void statusTellsTheProcess() throws Exception {
    assertThat(server.ostler("status").output()).contains("serves the data directory");
  }

  @Test
  void unreadableConfigurationIsOneSentence() throws Exception {
    Run run = server.ostler("run", "--config", "/nowhere/ostler.conf", "--data", "" + directory);
    assertThat(run.exit()).isEqualTo(78);
    assertThat(run.errors())
        .contains("cannot read the configuration /nowhere/ostler.conf")
        .hasLineCount(1);
  }

  @Test
  void wrongConfigurationEndsTheServerWithItsProblems(@TempDir Path elsewhere) throws Exception {
    try (PackedServer wrong = PackedServer.launched(elsewhere, "no_such_option = 1\n")) {
      assertThat(wrong.awaitEnd()).isEqualTo(78);
      assertThat(wrong.output()).contains("ostler.conf:3: ").doesNotContain("\tat ");
    }
  }

  /** The words of Exim's daemon, as scripts have them; TLS comes first, so the banner does not. */
  @Test
  void eximsWordsStartTheServer(@TempDir Path elsewhere) throws Exception {
    Path configuration =
        Files.writeString(elsewhere.resolve("o.conf"), "primary_hostname = d.example\n");
    String port = "" + Peers.freePort();
    String data = elsewhere.resolve("data").toString();
    Path pid = elsewhere.resolve("other.pid");
    Run started =
        server.ostler(
            "-bd",
            "-q30m",
            "-C",
            "" + configuration,
            "--data",
            data,
            "-oX",
            "127.0.0.1." + port,
            "-oP",
            "" + pid,
            "-oY",
            "-oB",
            "2",
            "-N");
    try {
      assertThat(started.output()).contains("ostler ready: smtp 127.0.0.1:" + port + " ");
      assertThat(pid).content().matches("[0-9]+\n");
      Run sent = Swaks.send(Integer.parseInt(port), "--to", "x@d.example", "--quit-after", "HELO");
      assertThat(sent.output()).contains("220 d.example ");
    } finally {
      assertThat(server.ostler("stop", "--data", data).output()).contains("stopped");
    }
    assertThat(pid).doesNotExist();
    assertThat(server.ostler("-bd", "-oX").errors()).contains("-oX needs a value");
    assertThat(server.ostler("stop", "-oX", "25").errors()).contains("unknown word -oX");
    assertThat(server.ostler("-bdf", "-oBx").errors()).contains("a number expected after -oB");
  }

  @Test
  void takenPortEndsTheServerWithOneSentence(@TempDir Path elsewhere) throws Exception {
    String taken = "local_interfaces = 127.0.0.1\ndaemon_smtp_ports = " + server.smtpPort() + "\n";
    try (PackedServer second = PackedServer.launched(elsewhere, taken)) {
      assertThat(second.awaitEnd()).isEqualTo(75);
      assertThat(second.output()).contains("" + server.smtpPort()).doesNotContain("\tat ");
    }
  }

  /**
   * Two processors and four seconds are eight seconds of work; it takes five on an idle machine. A
   * busy one does not change that much, as it does the time on the clock.
   */
  @Test
  void warmStartIsLittleWork(@TempDir Path elsewhere) throws Exception {
    try (PackedServer other = PackedServer.startAsShipped(elsewhere, CONFIGURATION)) {
      assertThat(other.stop()).isZero();
      other.startAgain();
      Duration work = other.processorTime();
      System.out.println("a warm start took " + work.toMillis() + " ms of processor time");
      assertThat(work).isLessThan(MOST_WORK);
    }
  }

  private static int console(String user, String password) throws Exception {
    String pair = user + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.ISO_8859_1));
    URI page = URI.create("http://127.0.0.1:" + server.consolePort() + "/system/console/bundles");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(page).header("Authorization", "Basic " + encoded).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
