// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/**
 * Mail that a real Exim takes or refuses while its sender waits. What is expected was read off
 * Exim's own cutthrough delivery towards such a host.
 */
@RequiresPeer({"swaks", "exim4"})
class CutthroughIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String NEXT =
      """
      primary_hostname = next.example
      acl_smtp_rcpt = rcpt
      acl_smtp_data = data
      begin acl
      rcpt:
        deny local_parts = bad
        defer local_parts = later
        accept
      data:
        deny message = no thanks
             condition = ${if match{$h_Subject:}{spam}}
        defer message = not now
             condition = ${if match{$h_Subject:}{wait}}
        accept
      begin routers
      kept:
        driver = redirect
        data = :blackhole:
      """;

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      queue_only
      acl_smtp_rcpt = rcpt
      acl_smtp_data = data
      begin acl
      rcpt:
        accept sender_domains = pass.example
               control = cutthrough_delivery/defer=pass
        accept sender_domains = spool.example
               control = cutthrough_delivery
        accept
      data:
        deny message = ours says no
             condition = ${if match{$h_Subject:}{ours}}
        accept
      begin routers
      next:
        driver = manualroute
        domains = !local.example
        route_list = * 127.0.0.1::NEXT_PORT byname
        self = send
        transport = onward
      here:
        driver = redirect
        data = :blackhole:
      begin transports
      onward:
        driver = smtp
        headers_add = X-Passed: yes
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static PackedServer ostler;
  private static Exim exim;

  @BeforeAll
  static void start() throws Exception {
    exim = Exim.start(eximDirectory, NEXT);
    ostler = PackedServer.start(directory, POLICY.replace("NEXT_PORT", "" + exim.port()));
  }

  @AfterAll
  static void stop() throws Exception {
    try (Exim second = exim;
        PackedServer first = ostler) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(second).isNotNull();
    }
  }

  private static Run send(String from, String to, String subject) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("--from", from, "--to", to));
    words.addAll(List.of("--header", "Subject: " + subject));
    return Swaks.send(ostler.smtpPort(), words.toArray(String[]::new));
  }

  private static List<String> log(String from) {
    try {
      return ostler.log("mainlog").lines().filter(line -> line.contains(from)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String eximLog() {
    try {
      return exim.mainLog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void mailIsThereBeforeItsSenderHearsYes() throws Exception {
    Run run = send("a@spool.example", "x@to.example,y@to.example", "hello");
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    assertThat(eximLog()).containsPattern("<= a@spool.example H=.* P=esmtp ");
    String lines = ostler.log("mainlog");
    String host = " R=next T=onward H=127.0.0.1 \\[127.0.0.1\\] C=\"250 OK id=\\S+\"\n";
    assertThat(lines)
        .containsPattern(
            "(\\S+) >> y@to.example"
                + host
                + ".* \\1 >> x@to.example"
                + host
                + ".* \\1 <= a@spool.example H=.*\n.* \\1 Completed\n");
  }

  @Test
  void refusalsOfTheNextHostAreOurs() throws Exception {
    Run recipient = send("b@spool.example", "bad@to.example", "hello");
    assertThat(recipient.output()).contains("550 Administrative prohibition");
    assertThat(log("b@spool.example"))
        .singleElement()
        .asString()
        .contains("rejected RCPT <bad@to.example>");
    Run message = send("c@spool.example", "x@to.example", "spam");
    assertThat(message.output()).contains("550 no thanks");
    assertThat(log("c@spool.example"))
        .singleElement()
        .asString()
        .contains(" x@to.example F=<c@spool.example> rejected after DATA: R=next T=onward H=")
        .contains(" C=\"550 no thanks\"");
  }

  @Test
  void deferralsAreSpooledOrPassedOn() throws Exception {
    assertThat(send("d@spool.example", "x@to.example", "wait").exit()).isZero();
    assertThat(log("d@spool.example").getFirst())
        .contains("tmp-reject from cutthrough after DATA: R=next T=onward H=");
    assertThat(log("d@spool.example").getLast()).contains(" <= d@spool.example ");
    assertThat(send("e@pass.example", "x@to.example", "wait").output()).contains("451 not now");
    assertThat(log("e@pass.example")).hasSize(1);
    assertThat(send("f@spool.example", "later@to.example", "hello").exit()).isZero();
    assertThat(log("f@spool.example")).singleElement().asString().contains(" <= f@spool.example ");
    Run later = send("g@pass.example", "later@to.example", "hello");
    assertThat(later.output()).contains("451 Temporary local problem - please try later");
    assertThat(log("g@pass.example"))
        .singleElement()
        .asString()
        .contains("temporarily rejected RCPT <later@to.example>");
  }

  @Test
  void whatOurListRefusesIsNotPassedOn() throws Exception {
    Run run = send("h@spool.example", "x@to.example", "ours");
    assertThat(run.output()).contains("550 ours says no");
    assertThat(eximLog()).doesNotContain("<= h@spool.example");
    assertThat(send("i@spool.example", "x@local.example", "hello").exit()).isZero();
    Waiting.until("the message", LIMIT, () -> !log("<= i@spool.example").isEmpty());
    assertThat(log("i@spool.example")).noneMatch(line -> line.contains(">>"));
  }
}
