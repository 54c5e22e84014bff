// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What macros stand for in one check (RFC 7208 §7.2, §7.3). */
final class MacroExpander {
  private static final int LONGEST_NAME = 253;

  private final SpfIdentity identity;
  private final String receiver;
  private final InstantSource clock;
  private final SpfDns dns;

  MacroExpander(SpfIdentity identity, String receiver, InstantSource clock, SpfDns dns) {
    this.identity = identity;
    this.receiver = receiver;
    this.clock = clock;
    this.dns = dns;
  }

  /**
   * The name to look up, without a final dot. Null: there can be no such name, because a label is
   * empty or too long or because it would contain a local part that is not ASCII.
   */
  @Nullable String name(SpfMacro macro, String domain) throws InterruptedException {
    // RFC 8616 §4: such terms match nothing.
    if (!isAscii(identity.localPart()) && (macro.uses('s') || macro.uses('l'))) {
      return null;
    }
    String name = text(macro, domain);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    while (name.length() > LONGEST_NAME) { // RFC 7208 §7.3: the left side goes, label by label.
      int dot = name.indexOf('.');
      if (dot < 0) {
        return null;
      }
      name = name.substring(dot + 1);
    }
    return DomainNames.isAskable(name) ? name : null;
  }

  /** The text of an explanation. */
  String text(SpfMacro macro, String domain) throws InterruptedException {
    StringBuilder out = new StringBuilder();
    for (SpfMacro.Part part : macro.parts()) {
      out.append(
          switch (part) {
            case SpfMacro.Literal literal -> literal.text();
            case SpfMacro.Expand expand -> transformed(value(expand.letter(), domain), expand);
          });
    }
    return out.toString();
  }

  private String value(char letter, String domain) throws InterruptedException {
    return switch (letter) {
      case 's' -> identity.sender();
      case 'l' -> identity.localPart();
      case 'o' -> identity.domain();
      case 'd' -> domain;
      case 'i' -> identity.dottedIp();
      case 'p' -> dns.validatedName(domain);
      case 'h' -> identity.helo();
      case 'v' -> identity.isIpv4() ? "in-addr" : "ip6";
      case 'c' -> identity.readableIp();
      case 'r' -> receiver.isEmpty() ? "unknown" : receiver;
      default ->
          Long.toString(clock.instant().getEpochSecond()); // t; the parser lets no other pass.
    };
  }

  private static String transformed(String value, SpfMacro.Expand expand) {
    List<String> pieces = split(value, expand.delimiters());
    if (expand.isReversed()) {
      Collections.reverse(pieces);
    }
    int keep = expand.keep() == 0 ? pieces.size() : Math.min(expand.keep(), pieces.size());
    String joined = String.join(".", pieces.subList(pieces.size() - keep, pieces.size()));
    return expand.isEscaped() ? escaped(joined) : joined;
  }

  private static List<String> split(String value, String delimiters) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < value.length(); i++) {
      if (delimiters.indexOf(value.charAt(i)) >= 0) {
        pieces.add(value.substring(from, i));
        from = i + 1;
      }
    }
    pieces.add(value.substring(from));
    return pieces;
  }

  /** RFC 7208 §7.3: all but the unreserved characters of RFC 3986 §2.3. */
  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    for (byte octet : value.getBytes(StandardCharsets.ISO_8859_1)) {
      char c = (char) (octet & 0xff);
      boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (alphanumeric || "-._~".indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
