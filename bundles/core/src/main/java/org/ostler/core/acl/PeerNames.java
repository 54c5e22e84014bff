// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;
import org.ostler.api.dns.Resolver.RecordType;
import org.ostler.core.dns.ReverseLookup;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Connection;
import org.ostler.language.text.Ascii;

/**
 * Finds out what the peer's address is called, and whether its names are its own. Blocks on DNS.
 */
public final class PeerNames {
  private PeerNames() {}

  /** How a search ended. */
  public enum Found {
    YES,
    NO,
    UNKNOWN
  }

  /**
   * Looks up the peer's name by its address, once a connection: a name counts only when it leads
   * back to the address.
   */
  public static Found reverse(Connection peer, Resolver resolver) throws InterruptedException {
    InetAddress address = peer.address();
    if (address == null || peer.hostName() != null) {
      return Found.YES;
    }
    if (peer.hostNameLookedUp) {
      return peer.hostLookupDeferred ? Found.UNKNOWN : Found.NO;
    }
    Connection.NameSearch search = peer.nameSearch;
    if (search == null) {
      search = new ReverseLookup(() -> resolver)::find;
    }
    search.find(peer);
    peer.hostNameLookedUp = true;
    if (peer.hostName() != null) {
      return Found.YES;
    }
    return peer.hostLookupDeferred ? Found.UNKNOWN : Found.NO;
  }

  /**
   * Whether the argument of HELO or EHLO belongs to the peer; the answer is kept with the
   * connection.
   */
  public static Found helo(Connection peer, Resolver resolver) throws InterruptedException {
    InetAddress address = peer.address();
    if (address == null || peer.heloVerified) {
      return Found.YES;
    }
    String helo = peer.heloName();
    if (helo == null) {
      return Found.NO;
    }
    Found found = helo(helo, peer, address, resolver);
    peer.heloVerified = found == Found.YES;
    return found;
  }

  private static Found helo(String helo, Connection peer, InetAddress address, Resolver resolver)
      throws InterruptedException {
    if (helo.startsWith("[")) {
      String own = PeerText.text(address);
      boolean same =
          helo.equalsIgnoreCase("[" + own + "]") || helo.equalsIgnoreCase("[IPv6:" + own + "]");
      return same ? Found.YES : Found.NO;
    }
    Found reverse = reverse(peer, resolver);
    String name = peer.hostName();
    if (name != null && Ascii.sameIgnoringCase(name, helo)) {
      return Found.YES;
    }
    Found forward = leadsTo(helo, address, resolver);
    return forward == Found.NO && reverse == Found.UNKNOWN ? Found.UNKNOWN : forward;
  }

  private static Found leadsTo(String name, InetAddress address, Resolver resolver)
      throws InterruptedException {
    RecordType type = address.getAddress().length == 4 ? RecordType.A : RecordType.AAAA;
    return switch (resolver.query(name, type)) {
      case Answer.Records records -> {
        for (String text : records.records()) {
          if (address.equals(literal(text))) {
            yield Found.YES;
          }
        }
        yield Found.NO;
      }
      case Answer.NoData noData -> Found.NO;
      case Answer.NoSuchName none -> Found.NO;
      case Answer.TryAgain again -> Found.UNKNOWN;
    };
  }

  /** The name under {@code in-addr.arpa} or {@code ip6.arpa} (RFC 1035 §3.5, RFC 3596 §2.5). */
  public static String reverseName(InetAddress address) {
    return reversed(address) + (address.getAddress().length == 4 ? ".in-addr.arpa" : ".ip6.arpa");
  }

  /** The address backwards: by octets for IPv4, by half octets for IPv6. */
  static String reversed(InetAddress address) {
    byte[] octets = address.getAddress();
    StringBuilder text = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      text.append(text.isEmpty() ? "" : ".");
      if (octets.length == 4) {
        text.append(octets[i] & 0xff);
      } else {
        text.append(Integer.toHexString(octets[i] & 15)).append('.');
        text.append(Integer.toHexString(octets[i] >> 4 & 15));
      }
    }
    return text.toString();
  }

  /** An IP address from its text; null when it is none. No name is looked up. */
  static @Nullable InetAddress literal(String text) {
    boolean v6 = text.indexOf(':') >= 0;
    if (!v6 && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return null;
    }
    if (v6 && !text.toLowerCase(Locale.ROOT).matches("[0-9a-f:.]+")) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The first address of a host given by name or address; null when there is none now. */
  static @Nullable InetAddress addressOf(String host, Resolver resolver)
      throws InterruptedException {
    InetAddress literal = literal(host);
    if (literal != null) {
      return literal;
    }
    for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
      List<String> found = new ArrayList<>();
      if (resolver.query(host, type) instanceof Answer.Records records) {
        found.addAll(records.records());
      }
      for (String text : found) {
        InetAddress address = literal(text);
        if (address != null) {
          return address;
        }
      }
    }
    return null;
  }
}
