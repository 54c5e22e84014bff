// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.ostler.testing.peers.Waiting;

class ListenBacklogTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void countsWhoWaits() throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 5, here)) {
      int port = server.getLocalPort();
      assertThat(ListenBacklog.waiting(port)).isZero();
      try (Socket one = new Socket(here, port);
          Socket two = new Socket(here, port)) {
        assertThat(one.isConnected() && two.isConnected()).isTrue();
        if (Files.readString(Path.of("/proc/net/tcp")).contains(" 0A ")) {
          Waiting.until(
              "two wait", java.time.Duration.ofSeconds(5), () -> ListenBacklog.waiting(port) == 2);
        }
      }
    }
  }
}
