// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/** {@code udpsend}: a datagram for whoever counts. Nothing is sent under {@code -bh}. */
final class UdpSend {
  private UdpSend() {}

  static Step.Work make(String argument, Site site) {
    return UdpSend::send;
  }

  private static Result send(Text argument, Course course) throws InterruptedException {
    ListText list = new ListText(argument.value());
    String host = list.next();
    String port = list.next();
    if (host == null || host.isEmpty()) {
      return course.error("missing destination host in \"udpsend\" modifier");
    }
    if (port == null || port.isEmpty()) {
      return course.error("missing destination port in \"udpsend\" modifier");
    }
    String payload = payload(argument.value(), list.separator());
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      return course.error("bad destination port in \"udpsend\" modifier");
    }
    InetAddress address = PeerNames.addressOf(host, course.services().environment().resolver());
    if (address == null) {
      return course.defer("DNS lookup failed in \"udpsend\" modifier");
    }
    return course.situation.dry
        ? Result.OK
        : send(payload, address, Integer.parseInt(port), course);
  }

  private static Result send(String payload, InetAddress address, int port, Course course) {
    byte[] octets = Text.of(payload).octets();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(octets, octets.length, address, port));
      return Result.OK;
    } catch (IOException e) {
      return course.defer("\"udpsend\" failed: " + e.getMessage());
    }
  }

  /**
   * What follows the second separator, taken whole: separators in it are data. None is an empty
   * datagram.
   */
  private static String payload(String text, char separator) {
    int from = Ascii.skipSpace(text, 0);
    if (text.startsWith("<", from)) {
      from += 2;
    }
    int at = from;
    for (int items = 0; items < 2; items++) {
      at = text.indexOf(separator, at);
      while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == separator) {
        at = text.indexOf(separator, at + 2); // doubled: part of an IPv6 address
      }
      if (at < 0) {
        return "";
      }
      at++;
    }
    return text.substring(Ascii.skipSpace(text, at));
  }
}
