// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How many connections wait to be accepted, by the tables that Linux keeps of its sockets; 0 where
 * there are none.
 */
final class ListenBacklog {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final String LISTENING = "0A";

  private ListenBacklog() {}

  /** Those that wait at sockets that listen on the port. */
  static int waiting(int port) {
    String local = ":" + String.format(Locale.ROOT, "%04X", port);
    int waiting = 0;
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        waiting +=
            lines
                .map(line -> line.strip().split("\\s+"))
                .filter(f -> f.length > 4 && f[3].equals(LISTENING) && f[1].endsWith(local))
                // tx_queue:rx_queue
                .mapToInt(fields -> Integer.parseInt(fields[4].split(":")[1], 16))
                .sum();
      } catch (IOException noTable) {
        // Another system.
      }
    }
    return waiting;
  }
}
