// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.SignedZone;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.KeyKind;

/**
 * Each event by its name, with its data and variables, told to actions that log; a real Exim is the
 * server of the deliveries, swaks the client, and unbound the DNS. The lines are those of the same
 * actions in Exim 4.96, where it has the event.
 */
@RequiresPeer({"exim4", "swaks", "unbound", "ldns-keygen", "ldns-signzone"})
class EventNamesIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final CertificateAuthority ROOT = CertificateAuthority.root("Root", KeyKind.RSA);

  private static final String POLICY =
      """
      OBJECT = ${if match{$local_part}{^object-(.*)}\\
          {${if eq{$1}{${sg{$event_name}{:}{-}}}{objection to $event_name}}}}
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      dns_servers = NAMES
      dns_dnssec_ok = 1
      tls_certificate = KEYS/server.pem
      tls_privatekey = KEYS/server.key
      tls_verify_certificates = KEYS/root.pem
      tls_try_verify_hosts = *
      acl_smtp_rcpt = accept
      event_action = ${acl{told}{M}}${if eq{$event_name}{auth:fail}\\
          {${if eq{$sender_helo_name}{named.example}{no luck for $sender_host_authenticated}}}}\\
          ${if and{{eq{$event_name}{tls:cert}}{eq{$sender_helo_name}{vetoed.example}}}{not you}}\\
          OBJECT
      begin acl
      told:
        accept logwrite = EV $acl_arg1 $event_name <$event_data> $event_defer_errno \\
            lp=$local_part d=$domain h=$host a=$host_address p=$host_port t=$transport_name \\
            r=$router_name by=$sender_host_authenticated
      begin routers
      none:
        driver = redirect
        domains = none.example
        allow_fail
        data = :fail: nobody at all
      local:
        driver = accept
        domains = local.example
        transport = file
      pipe:
        driver = accept
        domains = pipe.example
        transport = pipe
      closed:
        driver = manualroute
        domains = closed.example
        route_data = 127.0.0.1::1
        self = send
        transport = smtp
      given:
        driver = manualroute
        domains = *.smtp.example : *.tls.example : *.try.example : *.auth.example
        # A host of its own for each test: what is refused in one is not tried again for a while.
        route_data = ${extract{1}{.}{$domain}}.open.example::EXIM
        self = send
        transport = ${if match{$domain}{tls}{verifying}{\\
            ${if match{$domain}{try}{trying}{${if match{$domain}{auth}{authing}{smtp}}}}}}
      names:
        driver = dnslookup
        transport = smtp
      begin transports
      file:
        driver = appendfile
        file = /dev/null
        event_action = ${acl{told}{T}}OBJECT
      pipe:
        driver = pipe
        command = /bin/false
        event_action = ${acl{told}{T}}
      smtp:
        driver = smtp
        connection_max_messages = 1
        hosts_avoid_tls = *
        helo_data = ${lookup dnsdb{defer_never,txt=text.open.example}{$value}{ostler.example}}
        event_action = ${acl{told}{T}}OBJECT
      verifying:
        driver = smtp
        connection_max_messages = 1
        tls_verify_certificates = KEYS/root.pem
        tls_verify_hosts = *
        tls_verify_cert_hostnames = :
        event_action = ${acl{told}{T}}OBJECT
      trying:
        driver = smtp
        connection_max_messages = 1
        tls_verify_certificates = KEYS/root.pem
        tls_try_verify_hosts = *
        tls_verify_cert_hostnames = :
        event_action = ${acl{told}{T}}OBJECT
      authing:
        driver = smtp
        connection_max_messages = 1
        hosts_avoid_tls = *
        hosts_try_auth = *
        event_action = ${acl{told}{T}}\\
            ${if and{{eq{$event_name}{auth:fail}}{eq{$local_part}{named}}}\\
            {no luck with $sender_host_authenticated}}
      begin retry
      * * F,1h,1h
      begin authenticators
      cert:
        driver = tls
        server_condition = false
      plain:
        driver = plaintext
        public_name = PLAIN
        client_send = ^joe^wrong
        server_prompts = :
        server_condition = false
        server_set_id = $auth2
      """;

  private static final String EXIM =
      """
      primary_hostname = exim.example
      tls_advertise_hosts = *
      tls_certificate = KEYS/server.pem
      tls_privatekey = KEYS/server.key
      auth_advertise_hosts = *
      acl_smtp_rcpt = rcpt
      acl_smtp_data = data
      begin acl
      rcpt:
        defer local_parts = later
             message = come again
        deny local_parts = gone
             message = 550 5.1.1 nobody of that name
        accept
      data:
        defer condition = ${if eq{$sender_address_local_part}{putoff}}
             message = later content
        accept
      begin routers
      rest:
        driver = accept
        transport = nowhere
      begin transports
      nowhere:
        driver = appendfile
        file = /dev/null
        user = Debian-exim
      begin authenticators
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = false
      """;

  @TempDir static Path directory;
  @TempDir static Path keys;
  @TempDir static Path namesDirectory;
  // Exim gives it to its own user, who must be able to reach it.
  @TempDir static Path eximDirectory;

  private static SignedZone names;
  private static Exim exim;
  private static PackedServer ostler;

  @BeforeAll
  static void start() throws Exception {
    names =
        SignedZone.start(
            namesDirectory.resolve("names"),
            "signed.example",
            "forged A 127.9.9.9\nforged MX 10 forged\n",
            "open.example",
            "* A 127.0.0.1\nbare TXT \"no host\"\n",
            "");
    Path own = Files.createDirectories(keys.resolve("own"));
    ROOT.write(own, "root");
    issued("ostler.example").write(own, "server");
    issued("client.example").write(own, "client");
    Path others = Files.createDirectories(eximDirectory.resolve("keys"));
    issued("exim.example").write(others, "server");
    exim = Exim.start(eximDirectory, EXIM.replace("KEYS", others.toString()));
    ostler =
        PackedServer.start(
            directory,
            POLICY
                .replace("KEYS", own.toString())
                .replace("NAMES", names.option())
                .replace("EXIM", "" + exim.port()));
  }

  // Exim's GnuTLS reads no other keys of ours.
  private static Issued issued(String name) {
    return ROOT.leaf("CN=" + name).kind(KeyKind.RSA).names(name).issue();
  }

  @AfterAll
  static void stop() {
    try (SignedZone first = names;
        Exim second = exim;
        PackedServer third = ostler) {
      assertThat(first).isNotNull();
      assertThat(second).isNotNull();
      assertThat(third).isNotNull();
    }
  }

  private static void send(String sender, String recipient) throws Exception {
    Run run =
        Swaks.send(
            ostler.smtpPort(), "--helo", "client.example", "--from", sender, "--to", recipient);
    assertThat(run.exit()).as(run.output()).isZero();
  }

  private static String log() {
    try {
      return ostler.log("mainlog");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitLine(Pattern pattern) {
    Waiting.until(
        pattern + " in the log: " + log(),
        LIMIT,
        () -> log().lines().anyMatch(line -> pattern.matcher(line).find()));
  }

  /** Waits for an event; {@code data} is a regular expression. */
  private static void awaitEvent(
      String part, String name, String data, int number, String variables) {
    awaitLine(
        Pattern.compile(
            Pattern.quote("EV " + part + " " + name + " <")
                + data
                + Pattern.quote("> " + number + " " + variables)));
  }

  private static String variables(
      String localPart, String domain, String host, String transport, String router) {
    String hop =
        host.isEmpty()
            ? "h= a= p=0"
            : host.equals("127.0.0.1")
                ? "h=127.0.0.1 a=127.0.0.1 p=1"
                : "h=%s.open.example a=127.0.0.1 p=%d".formatted(host, exim.port());
    return "lp=%s d=%s %s t=%s r=%s by=".formatted(localPart, domain, hop, transport, router);
  }

  @ParameterizedTest
  @CsvSource({
    // what is sent, the part, the event, its data, its number, the host
    "n, one.smtp.example, T, tcp:connect, '', 0, one, smtp, given",
    "n, two.smtp.example, T, smtp:connect, 220 exim.example ESMTP Exim 4.*, 0, two, smtp, given",
    "n, three.smtp.example, T, smtp:ehlo, 250-exim.example Hello ostler.example.*250 HELP, 0,"
        + " three, smtp, given",
    "n, four.smtp.example, T, msg:delivery, 250.* OK id=.*, 0, four, smtp, given",
    "n, local.example, T, msg:delivery, '', 0, '', file, local",
    "gone, five.smtp.example, T, msg:fail:delivery,"
        + " SMTP error from remote mail server after RCPT TO:<gone@five.smtp.example>: 550 5.1.1"
        + " nobody of that name, 0, five, smtp, given",
    "n, pipe.example, T, msg:fail:delivery, '', 0, '', pipe, pipe",
    "n, none.example, M, msg:fail:internal, nobody at all, 0, '', '', none",
    "n, closed.example, T, msg:host:defer, Connection refused, 111, 127.0.0.1, smtp, closed",
    "n, closed.example, T, msg:defer, Connection refused, 111, 127.0.0.1, smtp, closed",
    "later, six.smtp.example, T, msg:rcpt:host:defer,"
        + " SMTP error .* after RCPT TO:<later@six.smtp.example>: 451 come again, -44, six, smtp,"
        + " given",
    "later, seven.smtp.example, T, msg:rcpt:defer,"
        + " SMTP error .* after RCPT TO:<later@seven.smtp.example>: 451 come again, -44, seven,"
        + " smtp, given",
    "n, eight.tls.example, T, tls:cert, 0, 0, eight, verifying, given",
  })
  void tellsWithDataAndVariables(
      String localPart,
      String domain,
      String part,
      String name,
      String data,
      int number,
      String host,
      String transport,
      String router)
      throws Exception {
    send("sender@client.example", localPart + "@" + domain);
    awaitEvent(part, name, data, number, variables(localPart, domain, host, transport, router));
  }

  @Test
  void tellsADeferralOfTheContentOnce() throws Exception {
    send("putoff@client.example", "n@nine.smtp.example");
    awaitEvent(
        "T",
        "msg:defer",
        "SMTP error .* after (pipelined )?end of data: 451 later content",
        -46,
        variables("n", "nine.smtp.example", "nine", "smtp", "given"));
    assertThat(log())
        .doesNotContain("msg:host:defer <SMTP error from remote mail server after end");
  }

  @Test
  void tellsTheEndOfAMessageAndOfAConnection() throws Exception {
    send("sender@client.example", "n@ten.smtp.example");
    awaitLine(Pattern.compile("Completed"));
    awaitEvent("M", "msg:complete", "", 0, "lp= d= h= a= p=0 t= r= by=");
    awaitEvent(
        "T", "tcp:close", "", 0, "lp= d= h=ten.open.example a=127.0.0.1 p=" + exim.port() + " t=");
  }

  @Test
  void objectionToTheHostsCertificateLetsTheMailGoInClear() throws Exception {
    send("sender@client.example", "object-tls-cert@eleven.tls.example");
    awaitLine(
        Pattern.compile("SSL verify denied by event-action: depth=\\d: objection to tls:cert"));
    awaitEvent(
        "T",
        "msg:host:defer",
        "TLS session: .*",
        -37,
        variables("object-tls-cert", "eleven.tls.example", "eleven", "verifying", "given"));
    awaitLine(Pattern.compile("TLS session: .*: delivering unencrypted to H=eleven.open.example"));
    awaitLine(Pattern.compile("=> object-tls-cert@eleven.tls.example (?!.* X=TLS)"));
  }

  @Test
  void objectionWhereACertificateIsOnlyTriedLeavesItUnverified() throws Exception {
    send("sender@client.example", "object-tls-cert@twelve.try.example");
    awaitLine(
        Pattern.compile("SSL verify denied by event-action: depth=\\d: objection to tls:cert"));
    awaitLine(Pattern.compile("=> object-tls-cert@twelve.try.example .* X=TLS.* CV=no"));
  }

  @Test
  void objectionToAClientsCertificateIsLoggedAndLeavesItUnverified() throws Exception {
    Run run =
        Swaks.send(
            ostler.smtpPort(),
            "--helo",
            "vetoed.example",
            "--tls",
            "--tls-cert",
            keys.resolve("own/client.pem").toString(),
            "--tls-key",
            keys.resolve("own/client.key").toString(),
            "--from",
            "sender@client.example",
            "--to",
            "n@local.example");
    assertThat(run.exit()).as(run.output()).isZero();
    awaitEvent("M", "tls:cert", "\\d", 0, "lp= d= h= a= p=0 t= r= by=");
    awaitLine(Pattern.compile("SSL verify denied by event-action: depth=\\d: not you"));
    awaitLine(Pattern.compile("<= sender@client.example H=\\(vetoed.example\\).* CV=no"));
  }

  @ParameterizedTest
  @CsvSource({"msg-delivery, 13", "tcp-close, 14", "smtp-ehlo, 15"})
  void whatIsSaidToOtherEventsMeansNothing(String event, String number) throws Exception {
    String domain = "h" + number + ".smtp.example";
    send("sender@client.example", "object-" + event + "@" + domain);
    awaitLine(Pattern.compile("=> object-" + event + "@" + domain));
  }

  @Test
  void failureToAuthenticateIsToldAndLogged() throws Exception {
    guess("client.example");
    awaitEvent(
        "M",
        "auth:fail",
        "535 Incorrect authentication data",
        0,
        "lp= d= h= a= p=0 t= r= by=plain");
    awaitLine(
        Pattern.compile(
            "plain authenticator failed for \\(client.example\\) \\[127.0.0.1\\]: 535 Incorrect"
                + " authentication data \\(set_id=joe\\)"));
  }

  @Test
  void whatTheActionSaysToAFailureToAuthenticateIsLoggedInstead() throws Exception {
    guess("named.example");
    awaitLine(Pattern.compile("^\\S+ \\S+ no luck for plain$"));
    assertThat(log()).doesNotContain("failed for (named.example)");
  }

  /** The peer hears nothing of it, and the log only what the action says. */
  @Test
  void certificateThatDoesNotAuthenticateIsTold() throws Exception {
    Run run =
        Swaks.send(
            ostler.smtpPort(),
            "--helo",
            "certified.example",
            "--tls",
            "--tls-cert",
            keys.resolve("own/client.pem").toString(),
            "--tls-key",
            keys.resolve("own/client.key").toString(),
            "--from",
            "sender@client.example",
            "--to",
            "n@local.example");
    assertThat(run.exit()).as(run.output()).isZero();
    awaitEvent(
        "M", "auth:fail", "535 Incorrect authentication data", 0, "lp= d= h= a= p=0 t= r= by=cert");
    awaitLine(Pattern.compile("<= sender@client.example H=\\(certified.example\\).* CV=yes"));
    assertThat(log()).doesNotContain("cert authenticator failed");
  }

  private static void guess(String helo) throws Exception {
    Run run =
        Swaks.send(
            ostler.smtpPort(),
            "--helo",
            helo,
            "--auth",
            "PLAIN",
            "--auth-user",
            "joe",
            "--auth-password",
            "wrong",
            "--to",
            "n@local.example");
    assertThat(run.output()).contains("535 Incorrect authentication data");
  }

  @Test
  void ourOwnFailureToAuthenticateIsToldAndLogged() throws Exception {
    send("sender@client.example", "n@h16.auth.example");
    awaitEvent(
        "T",
        "auth:fail",
        "535 Incorrect authentication data",
        0,
        variables("n", "h16.auth.example", "h16", "authing", "given") + "plain");
    awaitLine(
        Pattern.compile(
            "plain authenticator failed H=h16.open.example \\[127.0.0.1\\] 535 Incorrect"));
    send("sender@client.example", "named@h17.auth.example");
    awaitLine(Pattern.compile(" no luck with plain$"));
    assertThat(log()).doesNotContain("authenticator failed H=h17");
  }

  @ParameterizedTest
  @CsvSource({
    "bare.open.example, DNS_NODATA:bare.open.example:MX",
    "bare.open.example, DNS_NODATA:bare.open.example:A",
    "missing.signed.example, DNS_NOMATCH:missing.signed.example:MX",
    "forged.signed.example, DNS_AGAIN:forged.signed.example:A",
  })
  void lookupsThatFailWhileRoutingAreToldToTheMainAction(String domain, String data)
      throws Exception {
    send("sender@client.example", "n@" + domain);
    awaitEvent("M", "dns:fail", data, 0, "lp=n d=" + domain + " h= a= p=0 t= r=names by=");
  }

  @Test
  void lookupsThatFailForATransportAreToldToItsAction() throws Exception {
    send("sender@client.example", "n@h18.smtp.example");
    awaitEvent(
        "T", "dns:fail", "DNS_NODATA:text.open.example:TXT", 0, "lp=n d=h18.smtp.example h=");
  }

  @ParameterizedTest
  @CsvSource({"NONSENSE, unrecognized command", "MAIL FROM:<a, .*expected after.*"})
  void mistakesOfAClientAreTold(String command, String why) throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO client.example");
      assertThat(talk.say(command)).startsWith("5");
    }
    awaitEvent("M", "smtp:fail:syntax", why, 0, "lp= d= h= a= p=0 t= r= by=");
  }

  @Test
  void commandsOutOfTheirTurnAreTold() throws Exception {
    try (Talk talk = Talk.to(ostler.smtpPort())) {
      talk.hear();
      talk.say("EHLO client.example");
      assertThat(talk.say("RCPT TO:<n@local.example>")).startsWith("503");
    }
    awaitEvent("M", "smtp:fail:protocol", ".*", 0, "lp= d= h= a= p=0 t= r= by=");
  }
}
