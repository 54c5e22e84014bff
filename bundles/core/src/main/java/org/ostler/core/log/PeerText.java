// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.ConnectionId;

/** How the other end of a session is written in log lines. */
public final class PeerText {
  private PeerText() {}

  /**
   * Exim's {@code $sender_fullhost} with the port when {@code incoming_port} is selected: {@code
   * name (helo) [ip]}; null for mail that came over no network.
   */
  public static @Nullable String fullHost(Connection peer, Log log) {
    InetAddress address = peer.address();
    if (address == null) {
      return null;
    }
    String literal = literal(address, log.selects(LogSelector.INCOMING_PORT) ? peer.port() : 0);
    String helo = peer.heloName();
    String name = peer.hostName();
    if (name == null) {
      return helo == null ? literal : "(" + helo + ") " + literal;
    }
    boolean showHelo = helo != null && !helo.equalsIgnoreCase(name) && !isOwnLiteral(helo, address);
    return showHelo ? name + " (" + helo + ") " + literal : name + " " + literal;
  }

  /** {@code Ci=}, the number of the connection, after a blank; empty unless that is selected. */
  public static String connectionId(Connection peer, Log log) {
    Text id = peer.remarks.get(ConnectionId.REMARK);
    return id == null
        ? ""
        : new Fields(log, "").field(LogSelector.CONNECTION_ID, "Ci", id.value()).toString();
  }

  /** {@code X= CV= DN= SNI=} under their selectors, each after a blank; empty without TLS. */
  public static String tls(Connection peer, Log log) {
    return new Fields(log, "").tls(Tls.of(peer)).toString();
  }

  /**
   * {@code H=... I=... U=...} as most lines about a session have it; {@code U=} alone for local
   * mail.
   */
  public static String hostAndIdent(Connection peer, Log log) {
    return hostAndIdent(peer, log, true);
  }

  /** The same without {@code I=}, as some lines about whole messages have it. */
  public static String hostWithoutInterface(Connection peer, Log log) {
    return hostAndIdent(peer, log, false);
  }

  private static String hostAndIdent(Connection peer, Log log, boolean withInterface) {
    String host = fullHost(peer, log);
    if (host == null) {
      return "U=" + (peer.ident == null ? "unknown" : peer.ident);
    }
    StringBuilder text = new StringBuilder("H=").append(host);
    if (withInterface) {
      appendInterface(peer, log, text);
    }
    if (peer.ident != null) {
      text.append(" U=").append(peer.ident);
    }
    return text.toString();
  }

  /** An address in brackets, with its port unless that is 0. */
  public static String literal(InetAddress address, int port) {
    String text = "[" + text(address) + "]";
    return port > 0 ? text + ":" + port : text;
  }

  /**
   * The address as Exim writes it: IPv6 with the longest run of zeros taken out (RFC 5952 §4.2).
   */
  public static String text(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 ? address.getHostAddress() : short6(octets);
  }

  private static String short6(byte[] octets) {
    int[] words = new int[8];
    for (int i = 0; i < 8; i++) {
      words[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
    }
    int start = -1;
    int length = 1; // RFC 5952 §4.2.2: a single zero word is not shortened
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && words[i + run] == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
      i += run;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(words[i]));
      }
    }
    return text.toString();
  }

  static void appendInterface(Connection peer, Log log, StringBuilder text) {
    InetAddress local = peer.localAddress();
    if (local != null && log.selects(LogSelector.INCOMING_INTERFACE)) {
      text.append(" I=[").append(text(local)).append("]:").append(peer.localPort());
    }
  }

  private static boolean isOwnLiteral(String helo, InetAddress address) {
    String own = text(address);
    return helo.equalsIgnoreCase("[" + own + "]") || helo.equalsIgnoreCase("[IPv6:" + own + "]");
  }
}
