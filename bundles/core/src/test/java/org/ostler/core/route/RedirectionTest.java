// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.mail.Recipient;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.language.octets.MailboxReader;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/** What redirection data may not do, whoever wrote the address. */
class RedirectionTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

  @TempDir Path directory;

  private Routed route(String data, String address) throws Exception {
    Path passwords = Files.writeString(directory.resolve("passwd"), "");
    RouterChain chain =
        new TestRouters(TextZone.of(""), () -> NOW, new MemoryLog(), passwords)
            .chain(
                """
                r:
                  driver = redirect
                  data = %s
                  file_transport = f
                  pipe_transport = p
                  directory_transport = d
                """
                    .formatted(data));
    Situation situation =
        new Situation(
            TestRouters::variable,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, NOW),
            new Message(NOW));
    return chain.route(Address.of(new Recipient(address)), situation, Purpose.DELIVERY).routed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/mail/$local_part",
        "/var/mail/$local_part/",
        "|/usr/bin/filter $local_part",
        ":include:/etc/lists/$local_part",
        "fixed@example.com, /var/mail/$local_part"
      })
  void taintedDataNamesNoFileAndNoCommand(String data) throws Exception {
    assertThat(route(data, "../../root@example.com"))
        .isInstanceOfSatisfying(
            Routed.Deferred.class,
            deferred -> assertThat(deferred.logMessage()).contains("tainted data"));
  }

  @Test
  void taintedDataMayNameAddresses() throws Exception {
    assertThat(route("$local_part@example.org", "ann@example.com"))
        .isInstanceOf(Routed.Redirected.class);
  }

  /** Whoever can put a file there would read and send what the user may. */
  @Test
  void aForwardFileOfSomebodyElseIsNotBelieved() throws Exception {
    Path forward = Files.writeString(directory.resolve("forward"), "other@example.org\n");
    Files.setPosixFilePermissions(forward, PosixFilePermissions.fromString("rw-r--r--"));
    int owner = ((Number) Files.getAttribute(forward, "unix:uid")).intValue();
    for (int uid : new int[] {owner, owner + 1}) {
      Path passwords =
          Files.writeString(
              directory.resolve("passwd"), "ann:x:" + uid + ":" + uid + "::" + directory + ":\n");
      RouterChain chain =
          new TestRouters(TextZone.of(""), () -> NOW, new MemoryLog(), passwords)
              .chain(
                  """
                  r:
                    driver = redirect
                    check_local_user
                    no_check_group
                    file = %s
                  """
                      .formatted(forward));
      Situation situation =
          new Situation(
              TestRouters::variable,
              MemorySettings.NONE,
              new Connection(null, 0, null, 0, NOW),
              new Message(NOW));
      Address ann = Address.of(new Recipient("ann@example.com"));
      Routed routed = chain.route(ann, situation, Purpose.DELIVERY).routed();
      assertThat(routed instanceof Routed.Redirected).isEqualTo(uid == owner);
    }
  }

  /** The same of a group's: {@code check_group} and {@code owngroups}. */
  @Test
  void aForwardFileOfAnotherGroupIsNotBelieved() throws Exception {
    Path forward = Files.writeString(directory.resolve("forward"), "other@example.org\n");
    Files.setPosixFilePermissions(forward, PosixFilePermissions.fromString("rw-r--r--"));
    int uid = ((Number) Files.getAttribute(forward, "unix:uid")).intValue();
    int group = ((Number) Files.getAttribute(forward, "unix:gid")).intValue();
    assertThat(believed(forward, uid, group, "check_group")).isTrue();
    assertThat(believed(forward, uid, group + 1, "check_group")).isFalse();
    assertThat(believed(forward, uid, group + 1, "no_check_group")).isTrue();
    assertThat(believed(forward, uid, group + 1, "check_group\n  owngroups = " + group)).isTrue();
    assertThat(believed(forward, uid, group + 1, "owngroups = " + (group + 2))).isFalse();
    // Unless the router says so, it matters only where the group may write.
    assertThat(believed(forward, uid, group + 1, "modemask = 022")).isTrue();
    assertThat(believed(forward, uid, group + 1, "modemask = 002")).isFalse();
  }

  private boolean believed(Path forward, int uid, int gid, String words) throws Exception {
    Path passwords =
        Files.writeString(
            directory.resolve("passwd"), "ann:x:" + uid + ":" + gid + "::" + directory + ":\n");
    RouterChain chain =
        new TestRouters(TextZone.of(""), () -> NOW, new MemoryLog(), passwords)
            .chain(
                "r:\n  driver = redirect\n  check_local_user\n  file = "
                    + forward
                    + "\n  "
                    + words
                    + "\n");
    Situation situation =
        new Situation(
            TestRouters::variable,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, NOW),
            new Message(NOW));
    Address ann = Address.of(new Recipient("ann@example.com"));
    return chain.route(ann, situation, Purpose.DELIVERY).routed() instanceof Routed.Redirected;
  }

  /** The file is the user's, the rights to expand are the server's. */
  @Test
  void aForwardFileIsNeverExpanded() throws Exception {
    Path forward =
        Files.writeString(
            directory.resolve("forward"),
            "$primary_hostname@example.org, /mail/${readfile{/etc/passwd}}, \"|/bin/echo $primary_hostname\"");
    Files.setPosixFilePermissions(forward, PosixFilePermissions.fromString("rw-r--r--"));
    Path passwords = Files.writeString(directory.resolve("passwd"), "");
    RouterChain chain =
        new TestRouters(TextZone.of(""), () -> NOW, new MemoryLog(), passwords)
            .chain(
                """
                r:
                  driver = redirect
                  no_check_owner
                  no_check_group
                  file = %s
                  file_transport = f
                  pipe_transport = p
                """
                    .formatted(forward));
    Situation situation =
        new Situation(
            TestRouters::variable,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, NOW),
            new Message(NOW));
    Routed routed =
        chain
            .route(Address.of(new Recipient("ann@example.com")), situation, Purpose.DELIVERY)
            .routed();
    assertThat(routed)
        .isInstanceOfSatisfying(
            Routed.Redirected.class,
            it -> {
              assertThat(it.children().get(0).address()).isEqualTo("$primary_hostname@example.org");
              assertThat(it.children().get(1).file).isEqualTo("/mail/${readfile{/etc/passwd}}");
              assertThat(it.children().get(2).pipe).isEqualTo("/bin/echo $primary_hostname");
            });
  }

  /** A line end in an address would be a command of its own to the next server. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\"a\nRSET\"@example.org", "\"a\rRSET\"@example.org", "\"a\0\"@x.org", "a@[1\n2]"})
  void noAddressHasALineEnd(String address) {
    assertThat(AddressText.parse(address, MailboxReader.Syntax.USUAL))
        .isInstanceOf(AddressText.Result.Bad.class);
  }
}
