// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.Letter;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/** Sieve filters of users who mean no good, and what happens beside the deliveries. */
class SieveRoutingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
  private static final String FIRST = "# Sieve filter\n";

  @TempDir Path directory;

  private final MemoryLog log = new MemoryLog();
  private TestRouters routers;
  private RouterChain chain;
  private Message message;
  private Purpose purpose = Purpose.DELIVERY;

  @BeforeEach
  void routers() throws Exception {
    Path passwords = Files.writeString(directory.resolve("passwd"), "");
    routers = new TestRouters(TextZone.of(""), () -> NOW, log, passwords);
    chain =
        routers.chain(
            """
            r:
              driver = redirect
              no_check_owner
              no_check_group
              allow_filter
              user = mail
              file = %s/forward
              file_transport = smtp
              reply_transport = smtp
              sieve_vacation_directory = %s/vacation
              sieve_enotify_mailto_owner = owner@example.com
            """
                .formatted(directory, directory));
    message = new Message(NOW);
    message.sender(new ReversePath("ann@a.example"));
    message.headerFields(
        List.of(
            HeaderField.parse("From: ann@a.example"),
            HeaderField.parse("To: bob@example.com"),
            HeaderField.parse("Subject: hello"),
            HeaderField.parse("X-Long: " + "a".repeat(100_000))));
  }

  private List<Address> route(String script) throws Exception {
    Path forward =
        Files.writeString(
            directory.resolve("forward"), FIRST + script, StandardCharsets.ISO_8859_1);
    Files.setPosixFilePermissions(forward, PosixFilePermissions.fromString("rw-r--r--"));
    Situation situation =
        new Situation(
            TestRouters::variable,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, NOW),
            message);
    Address bob = Address.of(new Recipient("bob@example.com"));
    Routed routed = chain.route(bob, situation, purpose).routed();
    assertThat(routed).isInstanceOf(Routed.Redirected.class);
    return ((Routed.Redirected) routed).children();
  }

  private void isKept(String script, String error) throws Exception {
    log.lines.clear();
    assertThat(route(script)).anyMatch(address -> "inbox".equals(address.file));
    assertThat(log.lines.toString()).contains("r router: Sieve error: " + error);
  }

  @Test
  void blocksAndTestsNestOnlySoDeep() throws Exception {
    isKept("if true {".repeat(100_000), "blocks are nested too deeply in line 2");
    isKept("if " + "not ".repeat(100_000) + "true {}", "tests are nested too deeply in line 2");
    isKept("if " + "anyof(".repeat(100_000), "tests are nested too deeply in line 2");
    assertThat(route("if true {".repeat(200) + "discard;" + "}".repeat(200))).isEmpty();
  }

  @Test
  void aScriptIsOnlySoLong() throws Exception {
    isKept("keep;\n".repeat(200_000), "script is longer than 1048576 octets in line 1");
  }

  @Test
  void aScriptDeliversOnlySoOften() throws Exception {
    StringBuilder redirects = new StringBuilder();
    StringBuilder folders = new StringBuilder("require \"fileinto\";\n");
    StringBuilder notices = new StringBuilder("require \"enotify\";\n");
    for (int i = 1; i <= 101; i++) {
      redirects.append("redirect \"u%d@b.example\";\n".formatted(i));
      folders.append("fileinto \"f%d\";\n".formatted(i));
      notices.append("notify \"mailto:u%d@b.example\";\n".formatted(i));
    }
    isKept(redirects.toString(), "more than 100 redirects in line 102");
    isKept(folders.toString(), "more than 100 folders in line 103");
    isKept(notices.toString(), "more than 20 notifications in line 23");
    assertThat(routers.notices).hasSize(20);
    assertThat(route("redirect \"u@b.example\";\n".repeat(500))).hasSize(1);
  }

  @Test
  void aScriptComparesOnlySoMuch() throws Exception {
    String slow = "if header :matches \"X-Long\" \"*" + "a".repeat(50_000) + "b*\" {}\n";
    String dear = "if header :contains \"X-Long\" \"" + "a".repeat(50_000) + "b\" {}\n";
    String many = "if header \"X-Long\" [\"a\", \"b\"] {}\n".repeat(20_000);
    for (String script : List.of(slow, dear, many)) {
      Instant start = Instant.now();
      isKept(script, "script compares too much");
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void whatTurnsOutWrongIsInTheLogOfDeliveriesOnly() throws Exception {
    purpose = Purpose.TEST;
    route("foo;\n");
    assertThat(log.lines.toString()).doesNotContain("Sieve error");
    purpose = Purpose.DELIVERY;
    isKept("foo;\n", "syntax error in line 2, kept in inbox");
  }

  @Test
  void notificationsGoOutOnceAndOnlyForDeliveries() throws Exception {
    String script = "require \"enotify\";\ndiscard; notify \"mailto:p@b.example\";\n";
    purpose = Purpose.TEST;
    assertThat(route(script)).isEmpty();
    assertThat(routers.notices).isEmpty();
    purpose = Purpose.DELIVERY;
    route(script);
    assertThat(routers.notices)
        .containsExactly(
            """
            bob@example.com
            From: bob@example.com
            To: p@b.example
            Auto-Submitted: auto-notified; owner@example.com
            Subject: hello

            """);
    message.firstDelivery = false;
    route(script);
    assertThat(routers.notices).hasSize(1);
  }

  @Test
  void nothingInANotificationBeginsAnotherField() throws Exception {
    route(
        """
        require "enotify";
        notify :from "b@b.example
        Bcc: x@x.example" :message "a
        Bcc: y@y.example"
        "mailto:p@b.example%2cq@b.example%0d%0aBcc:%20z@z.example?X-A=b%0aBcc%3a%20v%40v.example&Bcc=w%40w.example&body=l1%0d%0al2";
        """);
    assertThat(routers.notices)
        .containsExactly(
            """
            bob@example.com
            From: b@b.example Bcc: x@x.example
            To: p@b.example
            Auto-Submitted: auto-notified; owner@example.com
            X-A: b Bcc: v@v.example
            Subject: =?utf-8?Q?a_Bcc=3A_y=40y=2Eexample?=

            l1
            l2
            """);
  }

  @Test
  void theAnswerIsALetterThatIsRemembered() throws Exception {
    List<Address> children =
        route(
            """
            require "vacation";
            vacation :days 2 :handle "h" text:
            Weg f\u00fcr \u00fcber siebzig Zeichen, damit die Zeile umbricht, und noch etwas mehr davon.
            .
            ;
            """);
    Letter letter = children.getFirst().letter;
    assertThat(letter).isNotNull();
    assertThat(letter.to()).isEqualTo("ann@a.example");
    assertThat(letter.from()).isEqualTo("bob@example.com");
    assertThat(letter.subject()).isEqualTo("=?utf-8?Q?Auto=3A_hello?=");
    assertThat(letter.onceRepeat()).isEqualTo(2 * 86400);
    assertThat(letter.once()).isEqualTo(directory + "/vacation/2510C39011C5BE704182423E3A695E91");
    assertThat(letter.text())
        .isEqualTo(
            "Weg f=FCr =FCber siebzig Zeichen, damit die Zeile umbricht, und noch etwa=\n"
                + "s mehr davon.\n");
    assertThat(children.getFirst().errorsIgnored).isTrue();
    assertThat(children.get(1).file).isEqualTo("inbox");
  }

  @Test
  void filesThatAreTooOldToMatterAreTakenAway() throws Exception {
    Path vacation = Files.createDirectory(directory.resolve("vacation"));
    Path old = Files.createFile(vacation.resolve("0123456789ABCDEF0123456789ABCDEF"));
    Path fresh = Files.createFile(vacation.resolve("0123456789ABCDEF0123456789ABCDE0"));
    Path other = Files.createFile(vacation.resolve("notes"));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(32))));
    Files.setLastModifiedTime(other, FileTime.from(NOW.minus(Duration.ofDays(32))));
    Files.setLastModifiedTime(fresh, FileTime.from(NOW.minus(Duration.ofDays(30))));
    purpose = Purpose.TEST;
    route("keep;\n");
    assertThat(old).exists();
    purpose = Purpose.DELIVERY;
    route("keep;\n");
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    assertThat(other).exists();
  }

  @Test
  void nothingIsTakenAwayThroughALinkOfTheUser() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    Path old = Files.createFile(other.resolve("0123456789ABCDEF0123456789ABCDEF"));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(32))));
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.createSymbolicLink(home.resolve("vacation"), other);
    chain =
        routers.chain(
            """
            r:
              driver = redirect
              no_check_owner
              no_check_group
              allow_filter
              user = mail
              router_home_directory = %s
              file = %s/forward
              file_transport = smtp
              sieve_vacation_directory = %s/vacation
            """
                .formatted(home, directory, home));
    isKept("discard;\n", "unable to open vacation directory in line 1");
    assertThat(old).exists();
  }

  @Test
  void aDirectoryThatCannotBeReadIsAnError() throws Exception {
    Files.createFile(directory.resolve("vacation"));
    isKept("discard;\n", "unable to open vacation directory in line 1");
  }
}
