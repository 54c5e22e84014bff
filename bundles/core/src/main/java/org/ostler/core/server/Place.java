// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the server lives: set by the program that starts it, as system properties.
 *
 * @param data the data directory ({@code ostler.data})
 * @param configuration the configuration file ({@code ostler.config})
 * @param command whether this is a short-lived server for one command ({@code ostler.mode=command})
 * @param orders what the words that started it say
 */
record Place(Path data, Path configuration, boolean command, Orders orders) {
  Place(Path data, Path configuration, boolean command) {
    this(data, configuration, command, Orders.NONE);
  }

  static Place ofProperties() {
    return new Place(
        Path.of(System.getProperty("ostler.data", "data")).toAbsolutePath().normalize(),
        Path.of(System.getProperty("ostler.config", "etc/ostler.conf"))
            .toAbsolutePath()
            .normalize(),
        System.getProperty("ostler.mode", "server").equals("command"),
        Orders.ofProperties());
  }

  /** The host's own name, as the system has it. */
  static String hostName() {
    try {
      Path file = Path.of("/proc/sys/kernel/hostname");
      if (Files.isReadable(file)) {
        return Files.readString(file).strip();
      }
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException unknown) {
      return "localhost";
    } catch (IOException unreadable) {
      return "localhost";
    }
  }
}
