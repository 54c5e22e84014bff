// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the daemon {@code comsat} of this host, which tells users who are logged on, that there is
 * new mail. Nobody answers, and trouble keeps no mail from its mailbox.
 */
final class Comsat {
  private static final Logger LOG = LoggerFactory.getLogger(Comsat.class);
  private static final int LONGEST_NAME = 200;

  private final Path services;

  /** {@code services}: the file that has the port of {@code biff}. */
  Comsat(Path services) {
    this.services = services;
  }

  /** {@code offset}: where the new message begins in the mailbox. */
  void tell(String user, long offset) {
    String name = user.substring(0, Math.min(user.length(), LONGEST_NAME));
    byte[] text = (name + "@" + offset + "\n").getBytes(StandardCharsets.ISO_8859_1);
    try (DatagramSocket socket = new DatagramSocket()) {
      int port = port();
      if (port > 0) {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        socket.send(new DatagramPacket(text, text.length, here, port));
      }
    } catch (IOException trouble) {
      LOG.debug("comsat cannot be told", trouble);
    }
  }

  /** 0 when the file knows no such service. */
  private int port() throws IOException {
    for (String line : Files.readAllLines(services, StandardCharsets.ISO_8859_1)) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words[0].equals("biff") && words.length > 1 && words[1].matches("[0-9]{1,5}/udp")) {
        return Integer.parseInt(words[1].replace("/udp", ""));
      }
    }
    return 0;
  }
}
