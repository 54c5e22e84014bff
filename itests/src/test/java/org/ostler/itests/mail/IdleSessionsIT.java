// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;

/** Many clients that say hello and then nothing. */
class IdleSessionsIT {
  private static final int SESSIONS = 10_000;
  private static final int OTHER_FILES = 500;
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @TempDir Path directory;

  @Test
  void answersAnewSessionBesideTenThousandIdleOnes() throws Exception {
    String defaults =
        """
        daemon_smtp_ports = SMTP_PORT
        local_interfaces = 127.0.0.1
        tls_advertise_hosts =
        acl_smtp_rcpt = accept
        """;
    int sessions = (int) Math.min(SESSIONS, openFiles() - OTHER_FILES);
    List<SmtpClient> idle = new ArrayList<>();
    try (PackedServer ostler = PackedServer.startAsShipped(directory, defaults)) {
      for (int i = 0; i < sessions; i++) {
        idle.add(SmtpClient.connect(ostler.smtpPort()));
      }
      long start = System.nanoTime();
      try (SmtpClient client = SmtpClient.connect(ostler.smtpPort())) {
        assertThat(client.command("NOOP")).startsWith("250 ");
        Duration answered = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
            "%d idle sessions, a new one answered in %d ms, resident %d MiB%n",
            sessions, answered.toMillis(), ostler.residentMebibytes());
        assertThat(answered).isLessThan(AT_ONCE);
      }
      assertThat(idle.getFirst().command("NOOP")).startsWith("250 ");
      assertThat(idle.getLast().command("NOOP")).startsWith("250 ");
      assertThat(ostler.residentMebibytes()).isLessThan(PackedServer.MOST_RESIDENT);
    } finally {
      idle.forEach(SmtpClient::close);
    }
  }

  private static long openFiles() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getMaxFileDescriptorCount();
  }
}
