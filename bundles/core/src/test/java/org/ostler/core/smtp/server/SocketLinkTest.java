// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SocketLinkTest {
  @Test
  void peerHearsTheLastReplyThoughNobodyReadsWhatItSent() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      peer.setSoTimeout(30_000);
      SocketLink link = new SocketLink(listener.accept());
      peer.getOutputStream().write("PROXY TCP4 192.0.2.9 192.0.2.1 40000 25\r\n".getBytes());
      link.output().write("421 later\r\n".getBytes(StandardCharsets.ISO_8859_1));
      Thread closing =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      link.close();
                      link.close();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      // A reset would be an exception here, in place of the end.
      byte[] heard = peer.getInputStream().readAllBytes();
      peer.close();
      closing.join();
      assertThat(new String(heard, StandardCharsets.ISO_8859_1)).isEqualTo("421 later\r\n");
    }
  }

  @Test
  void peerThatNeverClosesIsNotWaitedForLong() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket peer = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      Socket accepted = listener.accept();
      new SocketLink(accepted).close();
      assertThat(accepted.isClosed()).isTrue();
      assertThat(peer.getInputStream().read()).isEqualTo(-1);
    }
  }
}
