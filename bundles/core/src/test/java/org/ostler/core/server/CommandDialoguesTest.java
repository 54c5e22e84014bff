// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command line of a running server, held against what Exim 4.96 prints for the same words and
 * messages. Only the spool is in memory; the clock is the real one, so ages are 0m.
 */
class CommandDialoguesTest {
  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queue",
        "edit",
        "select",
        "submit",
        "submit-wrong",
        "session",
        "options",
        "retry",
        "batch",
        "expand"
      })
  void answersAsExim(String name) throws Exception {
    String expected = resource(name + ".txt");
    Path configuration = data.resolve("ostler.conf");
    Files.writeString(
        configuration,
        resource("dialogue.conf").replace("DATA", data.toString()),
        StandardCharsets.ISO_8859_1);
    Files.writeString(
        data.resolve("m1"),
        "From: joe@x.example\nTo: bob@y.example, t@z.example\nSubject: hi there\n\nbody text\nline2\n");
    Files.writeString(
        data.resolve("m2"),
        "From x@mbox.example Fri Jan  5 12:35 GMT 1996\nTo: bob@y.example\n\nb\n");
    MailServer server = PlainServer.of(data, configuration);
    try (server) {
      server.queue().start(server.deliverer());
      CommandDialogue dialogue =
          new CommandDialogue(server.commands(), data.resolve("log/mainlog"), "root");
      String played =
          dialogue.play(expected.replace("DATA/", data + "/")).replace(data.toString(), "DATA");
      assertThat(played).isEqualTo(withoutComments(expected));
    }
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?m)^# .*\n", "");
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = CommandDialoguesTest.class.getResourceAsStream("/command/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
