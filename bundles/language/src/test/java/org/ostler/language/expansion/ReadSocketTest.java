// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.expansion.Expansion;
import org.ostler.testing.mail.MemoryMail;

/** {@code ${readsocket}} against servers that answer, break off, or say nothing. */
class ReadSocketTest {
  @TempDir Path directory;

  /** A server for one caller that sends back the request in brackets. */
  private static ServerSocketChannel echo(ServerSocketChannel server, SocketAddress address)
      throws Exception {
    server.bind(address);
    Thread.ofVirtual()
        .start(
            () -> {
              try (SocketChannel caller = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(1024);
                while (caller.read(request) >= 0) {
                  request.limit(1024);
                }
                request.flip();
                String text = "[" + StandardCharsets.ISO_8859_1.decode(request) + "]\nend\n";
                caller.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    return server;
  }

  private static Expansion expand(String source) throws Exception {
    return new ExpansionHouse().compiler().compile(source).expand(new MemoryMail());
  }

  private static String value(String source) throws Exception {
    return expand(source) instanceof Expansion.Value(var text) ? text.value() : "no value";
  }

  @Test
  void asksAUnixSocket() throws Exception {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      echo(server, UnixDomainSocketAddress.of(path));
      assertThat(value("${readsocket{" + path + "}{hello}{5s}{;}}")).isEqualTo("[hello];end;");
    }
  }

  @Test
  void asksATcpPort() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      echo(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      assertThat(value("${readsocket{inet:127.0.0.1:" + port + "}{a b}}"))
          .isEqualTo("[a b]\nend\n");
    }
  }

  @Test
  void marksTheAnswerAsFromOutside() throws Exception {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      echo(server, UnixDomainSocketAddress.of(path));
      assertThat(expand("${readsocket{" + path + "}{hello}}"))
          .isInstanceOfSatisfying(
              Expansion.Value.class, value -> assertThat(value.text().isTainted()).isTrue());
    }
  }

  @Test
  void givesUpOnASilentServer() throws Exception {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      assertThat(expand("${readsocket{" + path + "}{hello}{1s}}"))
          .isEqualTo(new Expansion.Failed("socket read timed out"));
    }
  }

  @Test
  void refusesTlsByName() throws Exception {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      assertThat(expand("${readsocket{" + path + "}{x}{1s:tls=yes}{}{no answer}}"))
          .isInstanceOfSatisfying(
              Expansion.Failed.class,
              failed -> assertThat(failed.message()).contains("install the feature tls"));
    }
  }
}
