// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.transport.SampleDelivery;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.transport.TransportDriverContract;

@Timeout(60)
class LmtpTransportTest implements TransportDriverContract {
  private static final String MESSAGE = "Subject: test\n\nhello\n.dot\n";
  // An LMTP server in a few words: each line from the client gets the next reply.
  private static final String SERVER =
      "#!/bin/sh\nsay() { printf '%s\\r\\n' \"$1\"; }\nhear() { read -r line; }\n";
  private static final String ENVELOPE =
      "say '220 hi'\nhear\nsay '250 ok'\nhear\nsay '250 ok'\nhear\nsay '250 ok'\n";
  private static final String DATA =
      "hear\nsay '354 go'\nwhile hear; do echo \"$line\" >> body;"
          + " case \"$line\" in .\"$cr\") break;; esac; done\n";

  @TempDir Path directory;

  private final IdleConnections connections = new IdleConnections();
  private final LmtpTransport driver = new LmtpTransport(connections, MemoryExpandable::new);
  private final MemorySettings settings = MemorySettings.named("t");

  private MemorySettings script(String text) throws IOException {
    Path file = directory.resolve("server" + text.hashCode());
    Files.writeString(
        file, SERVER + "cr=$(printf '\\r')\ncd " + directory + "\n" + text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return settings.with(LmtpTransport.COMMAND, file.toString());
  }

  @Override
  public TransportDriver driver() {
    return driver;
  }

  @Override
  public Settings working() throws IOException {
    return script(ENVELOPE + DATA + "say '250 one'\nhear\n");
  }

  @Override
  public Settings broken() {
    return settings.with(LmtpTransport.COMMAND, "/nonexistent/lmtp");
  }

  @Override
  public SampleDelivery delivery() {
    return SampleDelivery.of(MESSAGE, "a@dest.example");
  }

  private SampleDelivery deliver(Settings with, String... recipients) throws Exception {
    SampleDelivery delivery = SampleDelivery.of(MESSAGE, recipients);
    driver.prepare(with).deliver(delivery);
    return delivery;
  }

  @Test
  void eachRecipientGetsItsOwnAnswer() throws Exception {
    SampleDelivery delivery =
        deliver(
            script(
                ENVELOPE
                    + "hear\nsay '550 nobody'\nhear\nsay '250 ok'\n"
                    + DATA
                    + "say '250 stored'\nsay '452 busy'\nhear\n"),
            "a@d.example",
            "b@d.example",
            "c@d.example");
    assertThat(delivery.outcome(0)).isEqualTo(new Outcome.Delivered(null, "250 stored"));
    assertThat(delivery.outcome(1)).isInstanceOf(Outcome.Failed.class);
    assertThat(delivery.reason(1)).isEqualTo("LMTP error after RCPT TO:<b@d.example>: 550 nobody");
    assertThat(delivery.outcome(2)).isInstanceOf(Outcome.Deferred.class);
    assertThat(delivery.reason(2)).isEqualTo("LMTP error after end of data: 452 busy");
    assertThat(Files.readString(directory.resolve("body")))
        .isEqualTo("Subject: test\r\n\r\nhello\r\n..dot\r\n.\r\n");
  }

  @Test
  void aServerThatIsSilentOrGoneDefers() throws Exception {
    assertThat(
            deliver(
                    script("say '220 hi'\nsleep 60\n")
                        .with(LmtpTransport.TIMEOUT, Duration.ofMillis(500)),
                    "a@d.example")
                .reason(0))
        .isEqualTo("LMTP timeout after LHLO client.example");
    assertThat(deliver(script("say '220 hi'\nhear\n"), "a@d.example").reason(0))
        .isEqualTo("LMTP connection closed after LHLO client.example");
    assertThat(deliver(script("say nonsense\nhear\n"), "a@d.example").reason(0))
        .isEqualTo("Malformed LMTP response after initial connection: nonsense");
  }

  @Test
  void aSocketServesAsWell() throws Exception {
    Path path = directory.resolve("lmtp.sock");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      Thread.ofVirtual().start(() -> serve(listener));
      Settings socket = settings.withText(LmtpTransport.SOCKET, path.toString());
      assertThat(deliver(socket, "a@d.example").outcome(0))
          .isEqualTo(new Outcome.Delivered(null, "250 stored"));
    }
    assertThat(
            deliver(settings.withText(LmtpTransport.SOCKET, directory + "/none"), "a@d.example")
                .reason(0))
        .startsWith("Failed to connect to socket " + directory + "/none for t transport: ");
  }

  private static void serve(ServerSocketChannel listener) {
    try (SocketChannel channel = listener.accept()) {
      var in = new java.io.BufferedReader(Channels.newReader(channel, StandardCharsets.ISO_8859_1));
      say(channel, "220 hi");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        switch (line.split(" ")[0]) {
          case "DATA" -> say(channel, "354 go");
          case "." -> say(channel, "250 stored");
          case "LHLO", "MAIL", "RCPT" -> say(channel, "250 ok");
          default -> {}
        }
      }
    } catch (IOException gone) {
      // The test looks at what the client reported.
    }
  }

  private static void say(SocketChannel channel, String line) throws IOException {
    channel.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void eitherCommandOrSocketIsSet() {
    assertThatThrownBy(() -> driver.prepare(settings)).isInstanceOf(InvalidArgument.class);
    assertThatThrownBy(
            () ->
                driver.prepare(
                    settings
                        .withText(LmtpTransport.SOCKET, "/x")
                        .with(LmtpTransport.COMMAND, "/y")))
        .isInstanceOf(InvalidArgument.class);
  }
}
