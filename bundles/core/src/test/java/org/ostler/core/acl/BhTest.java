// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Guard;
import org.ostler.core.mail.Connection;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.smtp.server.SessionRunner;
import org.ostler.core.smtp.server.SmtpOptions;
import org.ostler.core.smtp.server.SmtpPolicy;
import org.ostler.core.smtp.server.SmtpServices;
import org.ostler.core.smtp.server.StreamLink;
import org.ostler.testing.mail.MemorySettings;

/**
 * Dialogues of Exim under {@code -bh} and ours, with the same configuration. The variable
 * OSTLER_RECORD in the environment writes Exim's side into the files anew.
 */
class BhTest {
  private static final String PEER = "192.0.2.7";
  private static final Path EXIM = Path.of("/usr/sbin/exim4");

  @TempDir Path directory;

  static Stream<BhCase> cases() throws IOException {
    return BhCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void eximStillSaysSo(BhCase dialogue) throws Exception {
    assumeTrue(Files.isExecutable(EXIM), "exim4 is not installed");
    // Exim gives up its privileges and must still reach its spool.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = directory.resolve("exim.conf");
    Files.writeString(file, dialogue.configuration(directory), StandardCharsets.ISO_8859_1);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Path in =
        Files.writeString(directory.resolve("in"), dialogue.input(), StandardCharsets.ISO_8859_1);
    Process exim =
        new ProcessBuilder(EXIM.toString(), "-C", file.toString(), "-bh", PEER)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    exim.waitFor();
    List<String> replies = BhText.replies(Files.readString(out, StandardCharsets.ISO_8859_1));
    List<String> trace =
        BhText.trace(Files.readString(err, StandardCharsets.ISO_8859_1), file, dialogue);
    if (System.getenv("OSTLER_RECORD") != null) {
      dialogue.record(replies, trace);
    }
    assertThat(replies).isEqualTo(dialogue.section("out").lines().toList());
    assertThat(trace).isEqualTo(dialogue.section("err").lines().toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void ostlerSaysTheSame(BhCase dialogue) throws Exception {
    Path file = directory.resolve("ostler.conf");
    Files.writeString(file, dialogue.configuration(directory), StandardCharsets.ISO_8859_1);
    AclHouse house = new AclHouse("");
    AclEvaluator acls = house.configure(file, true);
    MemorySettings settings =
        MemorySettings.NONE
            .withText(SmtpOptions.SMTP_BANNER, "$primary_hostname ESMTP Ostler")
            .withText(ReceiveOptions.RECEIVED_HEADER_TEXT, "Received: by us")
            .withText(SmtpOptions.SMTP_ACCEPT_MAX_NONMAIL, "100");
    SmtpPolicy policy =
        new SmtpPolicy(
            settings,
            house.variables(),
            acls,
            house.services(true).verifier(),
            new Rewriter(RewriteRules.none(), house.log));
    SmtpServices services =
        new SmtpServices(
            () -> policy,
            new NoIntake(),
            house.log,
            connection -> {},
            (work, situation, whenOver) -> {},
            house.clock(),
            new Features(new Contributions(), new Guard(house.log)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Connection peer =
        new Connection(
            InetAddress.getByName(PEER), 0, InetAddress.getByName("127.0.0.1"), 25, house.now);
    new SessionRunner(services)
        .run(
            new StreamLink(
                new ByteArrayInputStream(dialogue.input().getBytes(StandardCharsets.ISO_8859_1)),
                out),
            peer,
            true);
    assertThat(house.problems).isEmpty();
    assertThat(BhText.replies(out.toString(StandardCharsets.ISO_8859_1)))
        .isEqualTo(dialogue.section("out").lines().toList());
    assertThat(BhText.trace(String.join("\n", house.heard), file, dialogue))
        .isEqualTo(dialogue.section("err").lines().toList());
  }
}
