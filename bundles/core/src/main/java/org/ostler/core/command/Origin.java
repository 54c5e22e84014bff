// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.core.mail.Connection;

/**
 * Where a message says it comes from, by {@code -oMa} and its kin. Only the server's user and root
 * can open the control socket, so whoever says it is trusted.
 *
 * @param facts by letter: a host address, s host name, t ident, i interface, r protocol, m the
 *     message that it is about, aa authenticator, ai authenticated id, as authenticated sender
 */
record Origin(Map<String, String> facts) {
  static final Origin NONE = new Origin(Map.of());

  Origin {
    facts = Map.copyOf(facts);
  }

  /** The peer; {@code user} is the login name of whoever runs the command. */
  Connection connection(String user, Instant now) throws WrongWords {
    HostPort host = HostPort.read(facts.get("a"), "-oMa");
    HostPort ours = HostPort.read(facts.get("i"), "-oMi");
    Connection peer =
        new Connection(
            host == null ? null : host.address(),
            host == null ? 0 : host.port(),
            ours == null ? null : ours.address(),
            ours == null ? 0 : ours.port(),
            now);
    peer.local = host == null;
    peer.trusted = true;
    peer.ident = facts.getOrDefault("t", user);
    if (facts.containsKey("s")) {
      peer.hostName(facts.get("s"));
      peer.hostNameLookedUp = true;
    }
    peer.authenticator = facts.get("aa");
    peer.authenticatedId = facts.get("ai");
    return peer;
  }

  @Nullable String protocol() {
    return facts.get("r");
  }

  /** The message that the log tells this one to be about; null for none. */
  @Nullable QueueId reference() {
    String id = facts.get("m");
    return id == null ? null : new QueueId(id);
  }

  @Nullable String authenticatedSender() {
    return facts.get("as");
  }

  /**
   * An address with a port.
   *
   * @param address the address
   * @param port 0 when none is given
   */
  record HostPort(InetAddress address, int port) {
    /** Reads {@code 192.0.2.1}, {@code 192.0.2.1.25}, {@code [2001:db8::1]:25}. */
    static @Nullable HostPort read(@Nullable String text, String word) throws WrongWords {
      if (text == null) {
        return null;
      }
      HostPort read = HostPort.parse(text);
      if (read == null) {
        throw new WrongWords(
            word + " \"" + text + "\" is not an IP address, or one with a port as in 192.0.2.1.25");
      }
      return read;
    }

    static @Nullable HostPort parse(String text) {
      InetAddress whole = literal(text);
      if (whole != null) {
        return new HostPort(whole, 0);
      }
      boolean bracketed = text.startsWith("[");
      int end = bracketed ? text.indexOf(']') : text.lastIndexOf('.');
      if (end < 0) {
        return null;
      }
      InetAddress address = literal(text.substring(bracketed ? 1 : 0, end));
      String rest = text.substring(end + 1);
      String port = bracketed && rest.startsWith(":") ? rest.substring(1) : rest;
      if (address == null || !(port.matches("[0-9]{1,5}") || (bracketed && rest.isEmpty()))) {
        return null;
      }
      return new HostPort(address, port.isEmpty() ? 0 : Integer.parseInt(port));
    }

    private static @Nullable InetAddress literal(String text) {
      // Java also takes the short forms of old, such as 127.1.
      if (text.indexOf(':') < 0 && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
        return null;
      }
      try {
        return InetAddress.ofLiteral(text);
      } catch (IllegalArgumentException notAddress) {
        return null;
      }
    }
  }
}
