// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -d -M} and {@code -v -M}: the caller hears what the server's deliveries do. */
class DebugDeliveryTest {
  private static final String POLICY =
      """
      primary_hostname = mail.example
      queue_only
      begin routers
      here:
        driver = accept
        domains = ok.example
        transport = box
      there:
        driver = manualroute
        route_list = * 127.0.0.1
        self = send
        transport = wire
      begin transports
      box:
        driver = appendfile
        file = DATA/box
        debug_print = "B: $local_part for $sender_address"
      wire:
        driver = smtp
        port = PORT
        debug_print = "W: to $domain"
      """;

  @TempDir Path data;

  /** Takes one message, but not for {@code bad}. */
  private static void serve(ServerSocket listener) {
    try (Socket socket = listener.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream()) {
      reply(out, "220 far.example");
      boolean content = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (content) {
          content = !line.equals(".");
          if (!content) {
            reply(out, "250 taken");
          }
        } else if (line.startsWith("EHLO")) {
          reply(out, "250-far.example\r\n250 8BITMIME");
        } else if (line.equals("DATA")) {
          content = true;
          reply(out, "354 go on");
        } else if (line.startsWith("RCPT TO:<bad@")) {
          reply(out, "550 nobody here");
        } else {
          reply(out, "250 ok");
        }
      }
    } catch (IOException gone) {
      // The test is over.
    }
  }

  private static void reply(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<String> delivered(String words) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> serve(listener));
      Path configuration = data.resolve("ostler.conf");
      Files.writeString(
          configuration,
          POLICY
              .replace("DATA", data.toString())
              .replace("PORT", String.valueOf(listener.getLocalPort())));
      try (MailServer server = PlainServer.of(data, configuration)) {
        server.queue().start(server.deliverer());
        CommandDialogue dialogue =
            new CommandDialogue(server.commands(), data.resolve("log/mainlog"), "root");
        dialogue.play(
            "> -bm -f s@s.example joe@ok.example x@far.example bad@far.example\n< Subject: hi\n> -bpi\n");
        return dialogue
            .play(("> " + words + " -M ID1\n").replace(">  -M", "> -M"))
            .lines()
            .toList();
      }
    }
  }

  @Test
  void tellsOfRoutingTransportsAndTheDialogue() throws Exception {
    List<String> told = delivered("-d -all+deliver+transport");
    assertThat(told)
        .containsSubsequence(
            "After routing:",
            "  Local deliveries:",
            "    joe@ok.example",
            "  Remote deliveries:",
            "    x@far.example",
            "    bad@far.example",
            "  Failed addresses:",
            "  Deferred addresses:")
        .containsSubsequence(
            "--------> joe@ok.example <--------",
            "B: joe for s@s.example",
            "box transport entered",
            "  file=" + data.resolve("box"),
            "box transport returned OK for joe@ok.example",
            "joe@ok.example delivered")
        .containsSubsequence(
            "--------> x@far.example <--------",
            "W: to far.example",
            "wire transport entered",
            "  x@far.example",
            "  bad@far.example",
            "hostlist:",
            "  '127.0.0.1' IP 127.0.0.1 port -1",
            "  SMTP<< 220 far.example",
            "  SMTP>> EHLO mail.example",
            "  SMTP<< 250-far.example",
            "         250 8BITMIME",
            "  SMTP>> RCPT TO:<bad@far.example>",
            "  SMTP<< 550 nobody here",
            "  SMTP>> DATA",
            "  SMTP<< 354 go on",
            "  SMTP<< 250 taken",
            "wire transport returned OK for x@far.example",
            "wire transport returned FAIL for bad@far.example");
  }

  @Test
  void verboseTellsTheDialogueAndTheLog() throws Exception {
    assertThat(delivered("-d =1"))
        .containsSubsequence("  SMTP>> DATA", "  SMTP<< 250 taken", "LOG: MAIN")
        .anyMatch(line -> line.startsWith("  => joe <joe@ok.example> R=here T=box"))
        .doesNotContain("After routing:", "wire transport entered");
  }

  @Test
  void nobodyHearsWithoutAsking() throws Exception {
    assertThat(delivered("")).noneMatch(line -> line.contains("SMTP"));
  }
}
