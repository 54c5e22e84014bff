// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.smtp.Extension.Answer;
import org.ostler.api.smtp.Parameter;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.smtp.MemoryTransaction;

/** PRDR judges for each recipient, in Exim's words. */
class PrdrTest {
  private static final Parameter PRDR = new Parameter("PRDR", "");

  static List<Verdict> verdicts() {
    return Verdict.all();
  }

  static Stream<Verdict> judged() {
    return Verdict.all().stream().filter(verdict -> !verdict.own());
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void saysAndLogs(Verdict verdict) throws Exception {
    JudgedMail mail = new JudgedMail(verdict.to());
    PrdrExtension prdr = new PrdrExtension();
    prdr.mail(List.of(PRDR), new MemoryTransaction(mail.mail));
    prdr.endOfData(mail);
    assertThat(mail.said).isEqualTo(verdict.said());
    assertThat(mail.logged).isEqualTo(verdict.logged());
    assertThat(mail.marks).containsExactly("PRDR");
    assertThat(new PrdrVariables().value("prdr_requested", mail.mail)).hasToString("yes");
  }

  @Test
  void takesOffWhoIsNotAccepted() throws Exception {
    JudgedMail mail = new JudgedMail(List.of("ok", "no", "def", "disc", "ok2"));
    new PrdrExtension().endOfData(mail);
    assertThat(mail.dropped).containsExactly("no", "def", "disc");
  }

  @Test
  void oneRecipientOrNoListIsMailAsUsual() throws Exception {
    JudgedMail one = new JudgedMail(List.of("no"));
    JudgedMail unlisted = new JudgedMail(List.of("no", "no2"));
    unlisted.list = false;
    for (JudgedMail mail : List.of(one, unlisted)) {
      PrdrExtension prdr = new PrdrExtension();
      assertThat(prdr.mail(List.of(PRDR), new MemoryTransaction(mail.mail)))
          .isEqualTo(new Answer.Taken(", PRDR Requested"));
      assertThat(new PrdrVariables().value("prdr_requested", mail.mail)).hasToString("yes");
      prdr.endOfData(mail);
      assertThat(mail.said).isEmpty();
      assertThat(mail.logged).isEmpty();
      assertThat(mail.marks).isEmpty();
      assertThat(new PrdrVariables().value("prdr_requested", mail.mail)).hasToString("no");
    }
  }

  @Test
  void declaresItsWords() {
    assertThat(DeclaredWords.of(PrdrOptions.class, PrdrClientOptions.class, PrdrVariables.class))
        .hasToString(
            "{option.main=[acl_data_smtp_prdr, prdr_enable], option.transport=[hosts_try_prdr],"
                + " variable=[prdr_requested]}");
  }

  @ParameterizedTest
  @MethodSource("judged")
  @RequiresPeer("exim4")
  void eximSaysTheSame(Verdict verdict, @TempDir Path directory) throws Exception {
    // Exim gives up root's rights for those of its own user.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    String configuration =
        """
        primary_hostname = mx.test
        prdr_enable = true
        tls_advertise_hosts =
        log_file_path = %s/%%slog
        spool_directory = %s
        acl_smtp_rcpt = accept
        acl_smtp_data_prdr = prdr
        acl_smtp_data = accept
        begin acl
        prdr:
          discard local_parts = ^disc
          deny local_parts = ^no
          deny local_parts = ^msg
             message = go away
          deny local_parts = ^code
             message = 554 5.7.1 go away
          defer local_parts = ^def
          accept local_parts = ^alog
             log_message = lm
          accept local_parts = ^acm
             message = fine
          accept
        """
            .formatted(directory, directory);
    Path file = Files.writeString(directory.resolve("exim.conf"), configuration);
    StringBuilder dialogue = new StringBuilder("EHLO x\r\nMAIL FROM:<a@b.c> PRDR\r\n");
    verdict.to().forEach(to -> dialogue.append("RCPT TO:<" + to + "@d.e>\r\n"));
    dialogue.append("DATA\r\nSubject: x\r\n\r\nhi\r\n.\r\nQUIT\r\n");
    Run run =
        Run.of(
            List.of(Peers.program("exim4").toString(), "-C", file.toString(), "-bh", "192.0.2.1"),
            Map.of(),
            dialogue.toString());
    List<String> said = run.output().lines().map(String::strip).toList();
    assertThat(
            said.stream()
                .dropWhile(line -> !line.startsWith("354 "))
                .skip(1)
                .filter(line -> !line.isEmpty() && !line.startsWith("*") && !line.startsWith("221"))
                .map(line -> line.replaceFirst("id=\\S+", "id=ID")))
        .isEqualTo(verdict.said());
    assertThat(
            run.errors()
                .lines()
                .filter(
                    line ->
                        line.startsWith("LOG: ")
                            && line.contains(" PRDR ")
                            && !line.contains(" <= "))
                .map(line -> line.replaceFirst("LOG: \\S+ ", "")))
        .isEqualTo(verdict.logged());
  }
}
