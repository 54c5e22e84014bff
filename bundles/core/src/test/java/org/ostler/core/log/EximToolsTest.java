// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.testing.mail.MemorySettings;

/** Debian's own tools (exim4-base) read what Ostler writes. */
class EximToolsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:13:43.495Z");
  private static final QueueId FIRST = new QueueId("1xUZfj-0005d9-1b");
  private static final QueueId SECOND = new QueueId("1xUZfj-0005dE-1g");

  @TempDir Path data;

  @BeforeEach
  void writeADay() throws Exception {
    try (LogFiles log =
        new LogFiles(
            new LogSettings(
                LogPaths.standard(data),
                LogSelection.standard(),
                false,
                true,
                () -> NOW,
                ZoneOffset.UTC))) {
      Situation first = situation(FIRST, "alice@a.example", 1234);
      new ArrivalLine(first).writeTo(log);
      Address there = Address.of(new Recipient("bob@b.example"));
      there.routerName = "dnslookup";
      there.transportName = "remote_smtp";
      log.main(
          FIRST,
          new DeliveryLine(there)
              .host(new NextHop("mx.b.example", "192.0.2.1", 25, 10, false))
              .confirmation("250 OK")
              .delivered("=>", log));
      DeliveryLine.completed(FIRST, Duration.ofSeconds(1), log);
      Situation second = situation(SECOND, "carol@a.example", 500);
      new ArrivalLine(second).writeTo(log);
      Address gone = Address.of(new Recipient("nobody@b.example"));
      gone.routerName = "dnslookup";
      log.main(SECOND, new DeliveryLine(gone).failed("Unrouteable address", log));
      DeliveryLine.completed(SECOND, Duration.ofSeconds(1), log);
      second.envelope().headerFields(List.of(new HeaderField("Subject", " x")));
      Refusal.log(
          log,
          second,
          PeerText.hostAndIdent(second.peer(), log)
              + " F=<carol@a.example> rejected after DATA: spam is bad");
    }
  }

  @Test
  void eximstatsCountsThem() throws Exception {
    String report = run("eximstats", "-nr", data + "/log/mainlog");
    assertThat(report).containsPattern("Received +1734 +2");
    assertThat(report).containsPattern("Delivered +1234 +1");
    assertThat(report).contains("host.x.example", "mx.b.example", "dnslookup");
    assertThat(report).contains("Spam is bad", "Unrouteable address");
  }

  @Test
  void exigrepFindsAWholeMessageByOneWord() throws Exception {
    String found = run("exigrep", "bob@b", data + "/log/mainlog");
    assertThat(found.lines().filter(line -> !line.isEmpty()))
        .hasSize(3)
        .allMatch(l -> l.contains(FIRST.value()));
    assertThat(run("exigrep", "Unrouteable", data + "/log/mainlog"))
        .contains("carol@a.example")
        .doesNotContain("alice");
  }

  @Test
  void exigrepReadsTheRejectLog() throws Exception {
    assertThat(run("exigrep", "spam", data + "/log/rejectlog"))
        .contains("rejected after DATA: spam is bad");
    assertThat(Files.readString(data.resolve("log/rejectlog"), StandardCharsets.ISO_8859_1))
        .contains("\nEnvelope-from: <carol@a.example>\n", "\n  Subject: x\n");
  }

  private static Situation situation(QueueId id, String sender, long size) throws Exception {
    Connection peer = new Connection(InetAddress.getByName("10.2.3.4"), 4567, null, 0, NOW);
    peer.heloName("me");
    peer.hostName("host.x.example");
    Message message = new Message(NOW);
    message.queueId(id);
    message.sender(new ReversePath(sender));
    message.recipients().add(new Recipient("bob@b.example"));
    message.protocol("esmtp");
    message.size = size;
    return new Situation((name, view) -> null, MemorySettings.NONE, peer, message);
  }

  private static String run(String tool, String... arguments) throws Exception {
    Path binary = Path.of("/usr/sbin", tool);
    assumeTrue(Files.isExecutable(binary), tool + " of exim4-base is not installed");
    List<String> command = new java.util.ArrayList<>(List.of(binary.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
