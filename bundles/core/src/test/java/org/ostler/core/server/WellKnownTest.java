// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.peers.Peers;

/** WELLKNOWN, which Exim has since 4.97: the one on this machine cannot be asked. */
class WellKnownTest {
  private static final String LOOKUP =
      """
      check:
        accept
          set acl_c_file = ${lookup {${xtextd:$smtp_command_argument}} \
                             dsearch,ret=full,filter=file{DIR/known}}
          control = wellknown/$acl_c_file
      """;

  @TempDir Path directory;

  @Test
  void aFileIsToldAsXtext() throws Exception {
    keep("security.txt", "Contact: mailto:a+b@c.example\r\nlast line without end");
    assertThat(
            play(
                LOOKUP,
                """
                S: 220 mx.test.example ESMTP ready
                C: EHLO c.example
                S: 250-mx.test.example Hello c.example [127.0.0.1]
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-PIPELINING
                S: 250-CHUNKING
                S: 250-SMTPUTF8
                S: 250-WELLKNOWN
                S: 250 HELP
                C: wellknown security.txt
                S: 250-SIZE=52
                S: 250-Contact:+20mailto:a+2Bb@c.example+0D+0A
                S: 250 last+20line+20without+20end
                C: WELLKNOWN security+2Etxt
                S: 250-SIZE=52
                S: 250-Contact:+20mailto:a+2Bb@c.example+0D+0A
                S: 250 last+20line+20without+20end
                """))
        .isEmpty();
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    assertThat(
            play(
                LOOKUP,
                """
                S: 220 mx.test.example ESMTP ready
                C: WELLKNOWN other
                S: 550 Administrative prohibition
                C: WELLKNOWN ../ostler.conf
                S: 451 Temporary local problem - please try later
                C: WELLKNOWN
                S: 550 Administrative prohibition
                """))
        .containsExactly(
            "H=[127.0.0.1] rejected WELLKNOWN other",
            "H=[127.0.0.1] temporarily rejected WELLKNOWN ../ostler.conf",
            "H=[127.0.0.1] rejected WELLKNOWN");
  }

  @Test
  void aNameFromThePeerOpensNothing() throws Exception {
    keep("security.txt", "x\n");
    assertThat(
            play(
                "check:\n  accept control = wellknown/DIR/known/$smtp_command_argument\n",
                """
                S: 220 mx.test.example ESMTP ready
                C: WELLKNOWN security.txt
                S: 550 Administrative prohibition
                """))
        .contains("Tainted filename '" + directory + "/known/security.txt'");
  }

  @Test
  void aListThatNamesNoFileIsWrongItself() throws Exception {
    assertThat(
            play(
                "check:\n  accept\n",
                """
                S: 220 mx.test.example ESMTP ready
                C: WELLKNOWN a
                S: 451 Temporary local problem - please try later
                """))
        .containsExactly("H=[127.0.0.1] temporarily rejected WELLKNOWN a");
  }

  @Test
  void othersThanTheHostsOfTheOptionMayNotAsk() throws Exception {
    assertThat(
            play(
                "192.0.2.1",
                "check:\n  accept\n",
                """
                S: 220 mx.test.example ESMTP ready
                C: EHLO c.example
                S: 250-mx.test.example Hello c.example [127.0.0.1]
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-PIPELINING
                S: 250-CHUNKING
                S: 250-SMTPUTF8
                S: 250 HELP
                C: WELLKNOWN a
                S: 554 not permitted
                """))
        .containsExactly("rejected \"WELLKNOWN a\" from (c.example) [127.0.0.1]");
  }

  @Test
  void theControlStandsInNoOtherList() {
    assertThatThrownBy(
            () -> play("check:\n  accept\nvrfy:\n  accept control = wellknown/DIR/known/a\n", ""))
        .hasMessageContaining("cannot use \"control=wellknown\" in VRFY ACL");
  }

  private void keep(String name, String content) throws IOException {
    Path file = directory.resolve("known").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content, StandardCharsets.ISO_8859_1);
  }

  private List<String> play(String acl, String dialogue) throws Exception {
    Files.createDirectories(directory.resolve("known"));
    return play("127.0.0.1", acl, dialogue);
  }

  /** Plays the dialogue, which has to be as written; the result is what was logged. */
  private List<String> play(String hosts, String acl, String dialogue) throws Exception {
    Path file = directory.resolve("ostler.conf");
    int port = Peers.freePort();
    String main =
        """
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = PORT
        primary_hostname = mx.test.example
        smtp_banner = $smtp_active_hostname ESMTP ready
        wellknown_advertise_hosts = HOSTS
        acl_smtp_wellknown = check
        VRFY
        begin acl
        """
            .replace("PORT", "" + port)
            .replace("HOSTS", hosts)
            .replace("VRFY", acl.contains("vrfy:") ? "acl_smtp_vrfy = vrfy" : "");
    Files.writeString(file, main + acl.replace("DIR", directory.toString()));
    MailServer server = PlainServer.of(directory, file);
    try (server) {
      server.start();
      String end = "C: QUIT\nS: 221 mx.test.example closing connection\nS: (closed)";
      List<String> lines = (dialogue + end).lines().toList();
      assertThat(SessionPlayer.play(lines, port, 0)).isEqualTo(lines);
    }
    return Files.readAllLines(directory.resolve("log/mainlog")).stream()
        .map(line -> line.replaceFirst("^\\S+ \\S+ ", ""))
        .map(line -> line.replaceFirst(": failed to expand ACL string .* contains a slash: .*", ""))
        .filter(line -> line.contains("rejected") || line.contains("Tainted"))
        .toList();
  }
}
