// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.core.queue.MemorySpool;

class MailServerTest {
  @TempDir Path data;

  /** Another server may run on the same spool: nothing of it is touched before the port is ours. */
  @Test
  void aTakenPortIsFoundBeforeDeliveriesBegin() throws Exception {
    MemorySpool spool = new MemorySpool();
    try (Draft draft = spool.begin(new QueueId("1xUZfj-0005d9-1b"))) {
      draft.commit("head".getBytes(StandardCharsets.ISO_8859_1));
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Path configuration = data.resolve("ostler.conf");
      Files.writeString(
          configuration,
          "local_interfaces = 127.0.0.1\ndaemon_smtp_ports = " + taken.getLocalPort() + "\n");
      try (MailServer server = PlainServer.of(data, configuration, spool)) {
        assertThatThrownBy(server::start).isInstanceOf(BindException.class);
        assertThat(spool.ids()).hasSize(1);
        assertThat(server.queue().all()).isEmpty();
      }
    }
  }

  @Test
  void keepsTheTimeAndTheProcessIdThatTheConfigurationAsksFor() throws Exception {
    TimeZone before = TimeZone.getDefault();
    Path configuration = data.resolve("ostler.conf");
    Path pid = data.resolve("mail.pid");
    Files.writeString(
        configuration,
        """
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = 0
        pid_file_path = %s/${lc:MAIL}.pid
        timezone = Asia/Tokyo
        log_timezone
        """
            .formatted(data));
    try (MailServer server = PlainServer.of(data, configuration)) {
      server.start();
      assertThat(pid).hasContent(String.valueOf(ProcessHandle.current().pid()));
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(pid).doesNotExist();
    assertThat(Files.readString(data.resolve("log/mainlog"))).contains(" +0900 ostler ");
  }
}
