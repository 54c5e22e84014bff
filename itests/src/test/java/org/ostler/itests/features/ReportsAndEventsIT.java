// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.mail.Mailboxes;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/**
 * The features {@code dsn}, {@code dsn-info} and {@code event} between Ostler and a real Exim, in
 * both directions. Exim knows DSN, but not for clients that introduce themselves as {@code
 * plain.example}.
 */
@RequiresPeer({"exim4", "swaks"})
class ReportsAndEventsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      dsn_advertise_hosts = *
      delay_warning = 1s:1h
      acl_smtp_rcpt = accept
      event_action = ${acl{told}}
      begin acl
      told:
        accept logwrite = EVENT $event_name <$domain> <$event_data> $event_defer_errno
      recorded:
        accept logwrite = RECORDED $acl_arg1
      begin routers
      alias:
        driver = redirect
        domains = alias.example
        data = user@aware.example
      lasthop:
        driver = manualroute
        domains = lasthop.example
        route_list = * 127.0.0.1::EXIM byname
        self = send
        dsn_lasthop
        transport = exim
      recording:
        driver = manualroute
        domains = recording.example : dead.example
        route_list = recording.example 127.0.0.1::EXIM byname ; dead.example 127.0.0.1::2 byname
        self = send
        transport = ${if eq{$domain}{dead.example}{tpda}{${if eq{$local_part}{tpda}{tpda}{recording}}}}
      here:
        driver = accept
        domains = ostler.example
        transport = maildir
      plain:
        driver = manualroute
        domains = plain.example
        route_list = * 127.0.0.1::EXIM byname
        self = send
        transport = plain
      slow:
        driver = manualroute
        domains = slow.example
        route_list = * 127.0.0.1::CLOSED byname
        self = send
        transport = exim
      refused:
        driver = manualroute
        domains = connect.example : greeting.example
        # No host of the others: what is refused here is not tried again there for a while.
        route_list = connect.example 127.0.0.1::3 byname ; \\
                     greeting.example 127.0.0.1::SMTP_PORT:127.0.0.1::EXIM byname
        self = send
        transport = refused
      observed:
        driver = manualroute
        domains = observed.example
        route_list = * 127.0.0.1::EXIM byname
        self = send
        transport = observed
      exim:
        driver = manualroute
        domains = aware.example
        route_list = * 127.0.0.1::EXIM byname
        self = send
        transport = exim
      begin transports
      maildir:
        driver = appendfile
        directory = DATA/mail
        maildir_format
      exim:
        driver = smtp
        event_action = ${acl{told}}
      plain:
        driver = smtp
        helo_data = plain.example
        event_action = ${acl{told}}
      observed:
        driver = smtp
        helo_data = observed.example
        event_action = ${acl{told}}
      # The examples of Exim's list of experimental features, as they stand there, with a line in the
      # log for a row in a database.
      tpda:
        driver = smtp
        tpda_delivery_action = \\
        ${acl{recorded}{ \\
            '$sender_address_domain',\\
            '${lc:$sender_address_local_part}', \\
            '$tpda_delivery_domain', \\
            '${lc:$tpda_delivery_local_part}', \\
            '$tpda_delivery_ip', \\
            '${lc:$tpda_delivery_fqdn}', \\
            '$message_exim_id'}}
        tpda_host_defer_action = \\
        ${acl{recorded}{insert into delivlog set \\
            msgid = '$message_exim_id', \\
            senderlp = '${lc:$sender_address_local_part}', \\
            senderdom = '$sender_address_domain', \\
            delivlp = '${lc:$tpda_delivery_local_part}', \\
            delivdom = '$tpda_delivery_domain', \\
            delivip = '$tpda_delivery_ip', \\
            delivport = '$tpda_delivery_port', \\
            delivfqdn = '$tpda_delivery_fqdn', \\
            deliverrno = '$tpda_defer_errno', \\
            deliverrstr = '$tpda_defer_errstr' \\
            }}
      recording:
        driver = smtp
        event_action = ${if eq {msg:delivery}{$event_name} \\
        {${acl{recorded}{ \\
            '$sender_address_domain',\\
            '${lc:$sender_address_local_part}', \\
            '$domain', \\
            '${lc:$local_part}', \\
            '$host_address', \\
            '${lc:$host}', \\
            '$message_exim_id'}} ignored \\
        } {}}
      refused:
        driver = smtp
        event_action = ${acl{told}}\\
          ${if and{{eq{$event_name}{tcp:connect}}{eq{$domain}{connect.example}}}{not there}}\\
          ${if and{{eq{$event_name}{smtp:connect}}{eq{$host_port}{SMTP_PORT}}}{not him}}
      begin retry
      * * F,1h,1s
      """;

  private static final String EXIM =
      """
      primary_hostname = exim.example
      dsn_advertise_hosts = ${if eq{$sender_helo_name}{plain.example}{}{*}}
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        deny local_parts = gone : silent
             message = 550 5.1.1 nobody of that name
        accept
      begin routers
      ostler:
        driver = manualroute
        domains = ostler.example
        route_list = * 127.0.0.1::OSTLER byname
        self = send
        transport = onward
      rest:
        driver = accept
        transport = nowhere
      begin transports
      onward:
        driver = smtp
        hosts_avoid_tls = *
      nowhere:
        driver = appendfile
        file = /dev/null
        user = Debian-exim
      begin retry
      * * F,1h,1s
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static PackedServer ostler;
  private static Exim exim;

  @BeforeAll
  static void start() throws Exception {
    // The ports of both stand in both configurations.
    ostler = PackedServer.start(directory, policy(1));
    exim = Exim.start(eximDirectory, EXIM.replace("OSTLER", "" + ostler.smtpPort()));
    ostler.configure(policy(exim.port()));
    Waiting.until("the new configuration", LIMIT, () -> log().contains("taken over"));
    Run install = ostler.ostler("feature", "install", "dsn-info");
    assertThat(install.exit()).as(install.errors()).isZero();
  }

  @AfterAll
  static void stop() {
    try (PackedServer first = ostler;
        Exim second = exim) {
      assertThat(first).isNotNull();
      assertThat(second).isNotNull();
    }
  }

  private static String policy(int eximPort) {
    return POLICY.replace("EXIM", "" + eximPort).replace("CLOSED", "1");
  }

  /** Sends to a port; each recipient with its own parameters. */
  private static void send(int port, String id, String... recipients) throws IOException {
    try (Talk talk = Talk.to(port)) {
      assertThat(talk.hear()).startsWith("220");
      assertThat(talk.say("EHLO client.example")).contains("DSN");
      assertThat(talk.say("MAIL FROM:<" + id + "@ostler.example> RET=HDRS ENVID=" + id))
          .startsWith("250");
      for (String recipient : recipients) {
        assertThat(talk.say("RCPT TO:" + recipient)).startsWith("250");
      }
      assertThat(talk.say("DATA")).startsWith("354");
      assertThat(talk.say("Subject: " + id + "\r\n\r\nsecret text\r\n.")).startsWith("250");
      talk.say("QUIT");
    }
  }

  private static List<String> reports(String id) {
    try {
      List<String> found = new ArrayList<>();
      for (Path file : Mailboxes.files(ostler.data().resolve("mail"))) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains("Original-Envelope-ID: " + id + "\n")) {
          found.add(text);
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one report about a message, once its sender has nothing more to wait for. */
  private static String report(String id) {
    Waiting.until("a report of " + id + ": " + log(), LIMIT, () -> !reports(id).isEmpty());
    assertThat(reports(id)).hasSize(1);
    String report = reports(id).getFirst();
    assertThat(report).contains("multipart/report").doesNotContain("secret text");
    return report;
  }

  private static String log() {
    try {
      return ostler.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitLogged(String pattern) {
    Waiting.until(
        pattern + " in the log: " + log(),
        LIMIT,
        () -> log().lines().anyMatch(line -> line.matches(".*" + pattern + ".*")));
  }

  @Test
  void offersDsnAndExtensionIsSeenBySwaks() throws Exception {
    Run run = Swaks.send(ostler.smtpPort(), "--quit-after", "EHLO", "--helo", "swaks.example");
    assertThat(run.output()).containsPattern("<-\\s+250-DSN");
  }

  @Test
  void hostThatKnowsDsnIsAskedToTell() throws Exception {
    send(
        ostler.smtpPort(),
        "aware",
        "<user@aware.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;first+2Bname@else.example");
    assertThat(report("aware"))
        .contains("Reporting-MTA: dns; exim.example", "Action: delivered")
        .contains("Original-Recipient: rfc822;first+2Bname@else.example");
  }

  @Test
  void hostThatDoesNotIsNamedAsTheEndOfTheRoad() throws Exception {
    send(ostler.smtpPort(), "plain", "<user@plain.example> NOTIFY=SUCCESS");
    assertThat(report("plain"))
        .contains("Reporting-MTA: dns; ostler.example", "Action: relayed", "Status: 2.0.0");
  }

  @Test
  void eximPassesOnToUsAndWeTell() throws Exception {
    send(exim.port(), "back", "<box@ostler.example> NOTIFY=SUCCESS ORCPT=rfc822;box@old.example");
    assertThat(report("back"))
        .contains("Reporting-MTA: dns; ostler.example", "Action: delivered")
        .contains("Original-Recipient: rfc822;box@old.example");
  }

  @Test
  void atTheLastHopWeTellThoughTheHostKnowsHow() throws Exception {
    send(ostler.smtpPort(), "last", "<user@lasthop.example> NOTIFY=SUCCESS");
    assertThat(report("last"))
        .contains("Reporting-MTA: dns; ostler.example", "Action: relayed", "Status: 2.0.0");
  }

  @Test
  void redirectionIsToldAndNothingOfItBeyond() throws Exception {
    send(ostler.smtpPort(), "alias", "<user@alias.example> NOTIFY=SUCCESS");
    awaitLogged("=> user@aware.example <user@alias.example>.*");
    assertThat(report("alias"))
        .contains("Reporting-MTA: dns; ostler.example", "Action: expanded")
        .contains("Final-Recipient: rfc822;user@alias.example")
        .doesNotContain("aware.example");
  }

  @Test
  void failureIsToldWithWhatTheOtherHostSaid() throws Exception {
    send(ostler.smtpPort(), "failed", "<gone@aware.example> NOTIFY=FAILURE");
    assertThat(report("failed"))
        .contains("Reporting-MTA: dns; ostler.example", "Action: failed", "Status: 5.")
        .contains("Remote-MTA: X-ip; [127.0.0.1]:" + exim.port())
        .containsPattern("X-Remote-MTA-smtp-greeting: X-str; 220 exim.example ESMTP Exim 4")
        .containsPattern("X-Remote-MTA-helo-response: X-str; 250-exim.example Hello")
        .containsPattern("X-Exim-Diagnostic: X-str; .*550 5.1.1 nobody of that name");
    awaitLogged("EVENT msg:fail:delivery <aware.example> <.*nobody of that name.*");
  }

  @Test
  void nothingIsToldThatWasNotAsked() throws Exception {
    send(
        ostler.smtpPort(),
        "quiet",
        "<silent@aware.example> NOTIFY=NEVER",
        "<user@slow.example> NOTIFY=FAILURE",
        "<user@plain.example> NOTIFY=DELAY");
    awaitLogged("silent@aware.example: error ignored: .*failure notify not requested");
    awaitLogged("EVENT msg:host:defer <slow.example>.*");
    assertThat(reports("quiet")).isEmpty();
  }

  @Test
  void delayIsToldToThoseWhoAsked() throws Exception {
    send(ostler.smtpPort(), "late", "<user@slow.example> NOTIFY=DELAY");
    assertThat(report("late")).contains("Action: delayed", "Final-Recipient: rfc822;user@slow");
  }

  @Test
  void eventsOfADeliveryAreToldInTheirOrder() throws Exception {
    int from = log().length();
    send(ostler.smtpPort(), "events", "<other@observed.example> NOTIFY=NEVER");
    awaitLogged("EVENT msg:delivery <observed.example> <250.*OK id=.*> 0");
    awaitLogged("EVENT tcp:close .*");
    assertThat(log().substring(from).lines().filter(line -> line.contains("EVENT ")))
        .filteredOn(line -> line.contains("<observed.example>"))
        .extracting(line -> line.replaceFirst(".*EVENT (\\S+) .*", "$1"))
        .containsSubsequence("tcp:connect", "smtp:connect", "smtp:ehlo", "msg:delivery");
    assertThat(log().substring(from))
        .containsPattern("EVENT smtp:connect <observed.example> <220 exim.example ESMTP Exim 4")
        .containsPattern("EVENT smtp:ehlo <observed.example> <250-exim.example Hello");
  }

  @Test
  void documentedActionsRecordDeliveriesAndDeferrals() throws Exception {
    send(
        ostler.smtpPort(),
        "Recorded",
        "<TPDA@recording.example> NOTIFY=NEVER",
        "<Event@recording.example> NOTIFY=NEVER",
        "<Dead@dead.example> NOTIFY=NEVER");
    for (String name : List.of("tpda", "event")) {
      awaitLogged(
          "RECORDED +'ostler.example','recorded', 'recording.example', '"
              + name
              + "', '127.0.0.1', '127.0.0.1', '\\S+'");
      awaitLogged("=> (?i)" + name + "(?-i)@recording.example .*");
    }
    awaitLogged(
        "RECORDED insert into delivlog set msgid = '\\S+', senderlp = 'recorded', senderdom ="
            + " 'ostler.example', delivlp = 'dead', delivdom = 'dead.example', delivip ="
            + " '127.0.0.1', delivport = '2', delivfqdn = '127.0.0.1', deliverrno = '111',"
            + " deliverrstr = 'Connection refused' ");
    Run check = ostler.ostler("-bV");
    assertThat(check.exit()).as(check.errors()).isZero();
    assertThat(check.errors()).isEmpty();
  }

  @Test
  void objectionKeepsTheConnectionFromBeingMade() throws Exception {
    send(ostler.smtpPort(), "veto", "<user@connect.example> NOTIFY=NEVER");
    awaitLogged("EVENT tcp:connect <connect.example>.*");
    awaitLogged("user@connect.example .*defer .*: Event requests alternate response");
    assertThat(log()).doesNotContain("EVENT smtp:connect <connect.example>");
  }

  @Test
  void objectionToTheGreetingEndsTheConnectionAndTheNextHostIsAsked() throws Exception {
    send(ostler.smtpPort(), "veto2", "<user@greeting.example> NOTIFY=NEVER");
    awaitLogged("EVENT smtp:connect <greeting.example> <220 ostler.example ESMTP.*");
    String objection = "deferred by smtp:connect event expansion: not him";
    awaitLogged("H=127.0.0.1 \\[127.0.0.1\\]: " + objection);
    awaitLogged("EVENT msg:host:defer <greeting.example> <" + objection + "> -27");
    awaitLogged("EVENT smtp:ehlo <greeting.example> <250-exim.example Hello .*");
    awaitLogged("=> user@greeting.example .*");
    assertThat(log()).doesNotContain("EVENT smtp:ehlo <greeting.example> <250-ostler.example");
  }

  /** The web console's page of events is a bundle of others that hears all topics. */
  @Test
  void otherBundlesHearTheEvents() throws Exception {
    send(ostler.smtpPort(), "topic", "<topic@plain.example> NOTIFY=NEVER");
    awaitLogged("EVENT msg:delivery <plain.example>.*");
    String key = "admin:" + ostler.password().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + ostler.consolePort()
                        + "/system/console/events/data.json"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Waiting.until(
          "the event on the console's page",
          LIMIT,
          () -> page(client, request).contains("org/ostler/msg/delivery"));
      assertThat(page(client, request)).contains("topic@plain.example");
    }
  }

  private static String page(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body().replace("\\/", "/");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
