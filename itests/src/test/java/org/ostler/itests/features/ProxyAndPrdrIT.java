// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.dns.ZoneServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Haproxy;
import org.ostler.testing.peers.Haproxy.Listener;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** Both features on one server: behind a real haproxy, and with swaks and Exim for PRDR. */
@RequiresPeer({"haproxy", "swaks", "exim4", "openssl"})
class ProxyAndPrdrIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** One list for both servers, so that each is judged by the other. */
  private static final String PRDR_LIST =
      """
      prdr:
        discard local_parts = disc
        deny local_parts = no
             message = 550 5.7.1 not today
        defer local_parts = later
        accept
      """;

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT : PROXIED
      proxy_required_hosts = ${if eq{$received_port}{PROXIED}{127.0.0.1}{}}
      proxy_protocol_timeout = 1s
      hosts_xclient = 127.0.0.1
      log_selector = +proxy
      prdr_enable
      dns_servers = 127.0.0.1:DNS
      acl_smtp_connect = ${if eq{$sender_host_address}{192.0.2.9}{limited}{connected}}
      acl_smtp_mail = begun
      acl_smtp_rcpt = rcpt
      acl_data_smtp_prdr = prdr
      acl_smtp_data = asked
      begin acl
      # The lines of Exim's list of experimental features, as they stand there.
      connected:
        warn    condition      = ${if and{ {bool{$proxy_session}} \\
                                           {eq{$proxy_host_address}{}} } }
                log_message    = Failed required proxy protocol negotiation \\
                                 from $sender_host_name [$sender_host_address]

        warn    condition      = ${if and{ {bool{$proxy_session}} \\
                                           {!eq{$proxy_host_address}{}} } }
                # But don't log health probes from the proxy itself
                condition      = ${if eq{$proxy_host_address}{$sender_host_address} \\
                                      {false}{true}}
                log_message    = Successfully proxied from $sender_host_name \\
                                 [$sender_host_address] through proxy protocol \\
                                 host $proxy_host_address

        # Possibly more clear
        warn logwrite = Remote Source Address: $sender_host_address:$sender_host_port
             logwrite = Proxy Target Address: $proxy_target_address:$proxy_target_port
             logwrite = Proxy Internal Address: $proxy_host_address:$proxy_host_port
             logwrite = Internal Server Address: $received_ip_address:$received_port
        warn condition = ${if and{ {bool{$proxy_session}} \\
                         {eq{$proxy_host_address}{$sender_host_address}} } }
             logwrite = health probe of $proxy_host_address
        accept

      # Set max number of connections per host
      LIMIT   = 5
      # Or do some kind of IP lookup in a flat file or database
      # LIMIT = ${lookup{$sender_host_address}iplsearch{/etc/exim/proxy_limits}}
      limited:
        defer   message        = Too many connections from this IP right now
                ratelimit      = LIMIT / 5s / per_conn / strict
        accept
      begun:
        warn logwrite = $sender_address: target=$proxy_target_address:$proxy_target_port \\
             id=<$proxy_unique_id> ssl=<$proxy_ssl> <$proxy_ssl_version> <$proxy_ssl_cn>
        # A check of each recipient can wait.
        warn condition = ${if match{$smtp_command}{PRDR}}
             logwrite = $sender_address will have a reply for each recipient
        accept
      # Each example of SPF is asked for by a local part.
      rcpt:
        accept domains = !spf.example
        deny local_parts = deny
             spf = fail
             message = $sender_host_address may not send for $sender_address_domain: \\
               $spf_smtp_comment
        accept local_parts = listed
               spf = pass : softfail : neutral
        accept local_parts = inverted
               spf = !fail
        accept local_parts = broken
               spf = permerror
        accept local_parts = former
               spf = err_perm
        accept local_parts = guess
               spf_guess = pass
        accept local_parts = lookup
               condition = ${if eq{${lookup {$sender_address} spf {192.0.2.1}}}{pass}}
               condition = ${if eq{${lookup {$sender_address} spf {198.51.100.1}}}{fail}}
        warn spf = pass : !pass
             logwrite = $spf_header_comment | $spf_received | $spf_result_guessed
        deny message = SPF says $spf_result
      asked:
        warn logwrite = $sender_address: prdr_requested=$prdr_requested
        accept
      PRDR_LIST
      begin routers
      exim:
        driver = manualroute
        domains = exim.example
        route_list = * 127.0.0.1::${readfile{DATA/exim-port}} byname
        self = send
        transport = onward
      rest:
        driver = accept
        transport = file
      begin transports
      onward:
        driver = smtp
        hosts_try_prdr = *
      file:
        driver = appendfile
        file = DATA/mail.txt
        envelope_to_add
      begin retry
      * * F,1h,1s
      """;

  @TempDir static Path directory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  /** What the client at the other end of the proxy is called, and who may send for whom. */
  private static final String ZONE =
      """
      5.0.0.127.in-addr.arpa PTR mail.example.net
      mail.example.net       A   127.0.0.5
      good.example           TXT "v=spf1 ip4:192.0.2.0/24 -all"
      broken.example         TXT "v=spf1 nonsense:x -all"
      silent.example         A   192.0.2.200
      """;

  private static ZoneServer dns;
  private static PackedServer ostler;
  private static Exim exim;
  private static int proxied;

  @BeforeAll
  static void start() throws Exception {
    proxied = Peers.freePort();
    dns = ZoneServer.serving(TextZone.of(ZONE));
    String policy =
        POLICY
            .replace("PRDR_LIST\n", PRDR_LIST)
            .replace("PROXIED", "" + proxied)
            .replace(":DNS", ":" + dns.port());
    ostler = PackedServer.start(directory, policy);
    exim = Exim.start(eximDirectory, eximPolicy(ostler.smtpPort()));
    Files.writeString(ostler.data().resolve("exim-port"), "" + exim.port());
  }

  @AfterAll
  static void stop() throws Exception {
    try (PackedServer first = ostler;
        Exim second = exim;
        ZoneServer third = dns) {
      assertThat(first.log("paniclog")).isEmpty();
      assertThat(second).isNotNull();
      assertThat(third).isNotNull();
    }
  }

  private static String eximPolicy(int ostlerPort) {
    return """
    primary_hostname = exim.example
    prdr_enable
    acl_smtp_rcpt = accept
    acl_smtp_data_prdr = prdr
    acl_smtp_data = accept
    begin acl
    PRDR_LIST
    begin routers
    onward:
      driver = manualroute
      domains = ostler.example
      route_list = * 127.0.0.1::OSTLER byname
      self = send
      transport = onward
    kept:
      driver = redirect
      data = :blackhole:
    begin transports
    onward:
      driver = smtp
      hosts_avoid_tls = *
    begin retry
    * * F,1h,1h
    """
        .replace("PRDR_LIST\n", PRDR_LIST)
        .replace("OSTLER", "" + ostlerPort);
  }

  private static void awaitInstalled(String feature) {
    Pattern line = Pattern.compile("^" + feature + " +installed", Pattern.MULTILINE);
    Waiting.until(feature + " installed", LIMIT, () -> line.matcher(featureList()).find());
  }

  private static String featureList() {
    try {
      return ostler.ostler("feature", "list").output();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitLog(String text) {
    Waiting.until(
        "\"" + text + "\" in the log: " + mainLog(), LIMIT, () -> mainLog().contains(text));
  }

  private static String mainLog() {
    try {
      return ostler.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theConfigurationInstalledBothAndFormerNamesAreWarnedAbout() throws Exception {
    // The server is ready when the words are there, a moment before Karaf has it in its books.
    awaitInstalled("prdr");
    awaitInstalled("proxy-protocol");
    assertThat(mainLog())
        .contains("option \"proxy_required_hosts\" is now called \"hosts_proxy\"")
        .contains("option \"acl_data_smtp_prdr\" is now called \"acl_smtp_data_prdr\"")
        .contains("variable \"$proxy_host_address\" is now called \"$proxy_local_address\"");
    Run check = ostler.ostler("-bV");
    assertThat(check.exit()).as(check.errors()).isZero();
    assertThat(check.errors().lines())
        .as(check.errors())
        .allMatch(line -> line.contains(" is now called "));
  }

  /** A client behind the proxy. */
  private static Talk from(String client) throws IOException {
    Talk talk = Talk.to(proxied);
    talk.raw("PROXY TCP4 " + client + " 198.51.100.25 4000 25\r\n");
    return talk;
  }

  @Test
  void clientThatConnectsTooOftenIsPutOff() throws Exception {
    List<String> greetings = new ArrayList<>();
    for (int connection = 0; connection < 7; connection++) {
      try (Talk talk = from("192.0.2.9")) {
        greetings.add(talk.hear());
      }
    }
    assertThat(greetings.subList(0, 4)).allMatch(greeting -> greeting.startsWith("220 "));
    assertThat(greetings.getLast()).isEqualTo("451 Too many connections from this IP right now");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,    good.example,   deny,     550 SPF says pass",
    "198.51.100.1, good.example,   deny,     550-198.51.100.1 may not send for good.example:",
    "192.0.2.1,    good.example,   listed,   250 Accepted",
    "198.51.100.1, good.example,   listed,   550 SPF says fail",
    "192.0.2.1,    good.example,   inverted, 250 Accepted",
    "198.51.100.1, good.example,   inverted, 550 SPF says fail",
    "192.0.2.1,    broken.example, broken,   250 Accepted",
    "192.0.2.1,    good.example,   broken,   550 SPF says pass",
    "192.0.2.1,    broken.example, former,   250 Accepted",
    "192.0.2.7,    silent.example, guess,    250 Accepted",
    "198.51.100.1, silent.example, guess,    550 SPF says none",
    "203.0.113.1,  good.example,   lookup,   250 Accepted",
    "203.0.113.1,  silent.example, lookup,   550 SPF says none",
  })
  void spfDecides(String client, String domain, String example, String reply) throws Exception {
    try (Talk talk = from(client)) {
      talk.hear();
      talk.say("EHLO client.example");
      talk.say("MAIL FROM:<x@" + domain + ">");
      assertThat(talk.say("RCPT TO:<" + example + "@spf.example>")).startsWith(reply);
    }
    if (example.equals("former")) {
      assertThat(ostler.log("container.log")).contains("the SPF result err_perm is deprecated");
    }
  }

  @Test
  void haproxySaysWhoIsThere() throws Exception {
    Path pem = certificate();
    try (Haproxy haproxy =
        Haproxy.start(
            Files.createDirectory(directory.resolve("haproxy")),
            proxied,
            Listener.of("send-proxy"),
            Listener.of("send-proxy-v2"),
            new Listener(
                "",
                "send-proxy-v2 proxy-v2-options unique-id,crc32c check check-send-proxy inter 500",
                List.of("option smtpchk EHLO probe.example", "unique-id-format %ci-7")),
            new Listener("ssl crt " + pem, "send-proxy-v2-ssl-cn", List.of()))) {
      for (int listener = 0; listener < 3; listener++) {
        String sender = "px" + listener + "@src.example";
        Run run =
            Swaks.send(
                haproxy.port(listener),
                "--local-interface",
                "127.0.0.5",
                "--from",
                sender,
                "--to",
                "anna@ostler.example");
        assertThat(run.exit()).as(run.output() + run.errors()).isZero();
        awaitLog("<= " + sender + " H=");
        String id = listener == 2 ? "127.0.0.5-7" : "";
        awaitLog(
            sender + ": target=127.0.0.1:" + haproxy.port(listener) + " id=<" + id + "> ssl=<>");
        assertThat(mainLog())
            .containsPattern(
                "<= "
                    + sender
                    + " H=mail\\.example\\.net .*\\[127\\.0\\.0\\.5\\] P=esmtp PRX=127\\.0\\.0\\.1 S=")
            .contains("Proxy Target Address: 127.0.0.1:" + haproxy.port(listener) + "\n");
      }
      assertThat(mainLog())
          .contains(
              "Warning: Successfully proxied from mail.example.net [127.0.0.5] through proxy"
                  + " protocol host 127.0.0.1")
          .containsPattern("Remote Source Address: 127\\.0\\.0\\.5:\\d+\n")
          .containsPattern("Proxy Internal Address: 127\\.0\\.0\\.1:\\d+\n")
          .contains("Internal Server Address: 127.0.0.1:" + proxied + "\n");
      awaitLog("health probe of 127.0.0.1");
      try (Talk talk = Talk.underTls(haproxy.port(3))) {
        assertThat(talk.hear()).startsWith("220 ");
        assertThat(talk.say("EHLO x")).startsWith("250-ostler.example Hello x [127.0.0.1]");
        assertThat(talk.say("MAIL FROM:<tls@src.example>")).isEqualTo("250 OK");
        assertThat(talk.say("QUIT")).startsWith("221 ");
      }
      awaitLog(
          "tls@src.example: target=127.0.0.1:" + haproxy.port(3) + " id=<> ssl=<yes> <TLSv1.3>");
    }
  }

  private static Path certificate() throws Exception {
    Path key = directory.resolve("key.pem");
    Path certificate = directory.resolve("certificate.pem");
    Run run =
        Run.of(
            List.of(
                Peers.program("openssl").toString(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=proxy.example",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString()));
    assertThat(run.exit()).as(run.errors()).isZero();
    return Files.writeString(
        directory.resolve("both.pem"), Files.readString(certificate) + Files.readString(key));
  }

  @Test
  void withoutAHeaderOnlyQuitIsHeard() throws Exception {
    try (Talk silent = Talk.to(proxied);
        Talk wrong = Talk.to(proxied)) {
      wrong.raw("PROXY TCP4 192.0.2.1 192.0.2.2 99999 25\r\n");
      for (Talk talk : List.of(wrong, silent)) {
        assertThat(talk.hear()).startsWith("220 ");
        for (String command : List.of("EHLO localhost", "MAIL FROM:<a@b>", "RSET", "XYZ")) {
          assertThat(talk.say(command))
              .isEqualTo("503 Command refused, required Proxy negotiation failed");
        }
        assertThat(talk.say("QUIT")).startsWith("221 ostler.example closing connection");
      }
    }
    assertThat(mainLog())
        .containsPattern(
            "Warning: Failed required proxy protocol negotiation from .*\\[127\\.0\\.0\\.1\\]\n");
  }

  /** The variables are those of both ways by which a proxy may speak. */
  @Test
  void whoSaysXclientIsAProxyToo() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO proxy.example");
      assertThat(
              talk.say(
                  "XCLIENT NAME=c.example ADDR=192.0.2.44 PORT=4242 DESTADDR=198.51.100.9"
                      + " DESTPORT=587"))
          .isEqualTo("220 XCLIENT success");
      talk.say("EHLO c.example");
      talk.say("MAIL FROM:<behind@src.example>");
      awaitLog("behind@src.example: target=198.51.100.9:587 ");
      awaitLog("Proxy Internal Address: 127.0.0.1:");
      awaitLog("Remote Source Address: 192.0.2.44:4242");
    }
  }

  @Test
  void swaksHearsAReplyForEachRecipient() throws Exception {
    String[] words = {
      "--prdr",
      "--from",
      "swaks@src.example",
      "--to",
      "ok@ostler.example,no@ostler.example,later@ostler.example,disc@ostler.example"
    };
    String said = Swaks.send(ostler.smtpPort(), words).output();
    assertThat(said)
        .contains("250-PRDR")
        .contains("250 OK, PRDR Requested")
        .containsSubsequence(
            "353 PRDR content analysis beginning",
            "250 PRDR R=<ok@ostler.example> acceptance",
            "550 5.7.1 not today",
            "450 PRDR R=<later@ostler.example> temporary refusal",
            "250 PRDR R=<disc@ostler.example> acceptance",
            " message accepted for some recipients");
    awaitLog("swaks@src.example: prdr_requested=yes");
    assertThat(mainLog()).containsPattern("<= swaks@src.example H=.* P=esmtp PRDR S=");
    Waiting.until("delivery", LIMIT, () -> mainLog().contains("=> ok <ok@ostler.example>"));
    assertThat(mainLog()).doesNotContain("<disc@ostler.example> R=rest");
  }

  @Test
  void chunksAreAnsweredAlike() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO x");
      assertThat(talk.say("MAIL FROM:<bdat@src.example> PRDR")).isEqualTo("250 OK, PRDR Requested");
      talk.say("RCPT TO:<ok@ostler.example>");
      talk.say("RCPT TO:<no@ostler.example>");
      talk.raw("BDAT 18 LAST\r\nSubject: x\r\n\r\nhi\r\n");
      assertThat(talk.hear()).isEqualTo("353 PRDR content analysis beginning");
      assertThat(talk.hear()).isEqualTo("250 PRDR R=<ok@ostler.example> acceptance");
      assertThat(talk.hear()).isEqualTo("550 5.7.1 not today");
      assertThat(talk.hear()).matches("250 id=\\S+ message accepted for some recipients");
      assertThat(talk.say("MAIL FROM:<one@src.example> PRDR")).isEqualTo("250 OK, PRDR Requested");
      talk.say("RCPT TO:<no@ostler.example>");
      talk.say("DATA");
      assertThat(talk.say("Subject: y\r\n\r\nhi\r\n.")).startsWith("250 OK id=");
      talk.say("QUIT");
    }
    awaitLog("one@src.example: prdr_requested=no");
    assertThat(mainLog()).contains("bdat@src.example will have a reply for each recipient");
  }

  @Test
  void eximJudgesOurMailForEachRecipient() throws Exception {
    String to = "ok@exim.example,no@exim.example,later@exim.example,good@exim.example";
    Run run = Swaks.send(ostler.smtpPort(), "--from", "out@ostler.example", "--to", to);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    awaitLog("** no@exim.example");
    awaitLog("== later@exim.example");
    awaitLog("-> good@exim.example");
    assertThat(mainLog())
        .containsPattern(
            "=> ok@exim.example R=exim T=onward H=127.0.0.1 \\[127.0.0.1\\] PRDR K C=\"250 PRDR"
                + " R=<ok@exim.example> acceptance\\\\\\\\n"
                + "250 id=\\S+ message accepted")
        .containsPattern(
            "\\*\\* no@exim.example .*: PRDR error after .*end of data: 550 5.7.1 not today")
        .containsPattern("== later@exim.example .*: PRDR error after .*end of data: 450 ");
    assertThat(exim.mainLog()).containsPattern("<= out@ostler.example .* PRDR ");
  }

  @Test
  void weJudgeEximsMailForEachRecipient() throws Exception {
    String to = "ok@ostler.example,no@ostler.example,good@ostler.example";
    Run run = Swaks.send(exim.port(), "--from", "exim@src.example", "--to", to);
    assertThat(run.exit()).as(run.output() + run.errors()).isZero();
    Waiting.until(
        "Exim's end of all three",
        LIMIT,
        () -> {
          try {
            return exim.mainLog().contains("** no@ostler.example")
                && exim.mainLog().contains("> good@ostler.example");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    assertThat(exim.mainLog())
        .containsPattern("[=-]> ok@ostler.example .* PRDR .*acceptance")
        .containsPattern("\\*\\* no@ostler.example .*PRDR error after .*550 5.7.1 not today");
    assertThat(mainLog()).containsPattern("<= exim@src.example H=.* P=esmtp PRDR K S=");
  }
}
