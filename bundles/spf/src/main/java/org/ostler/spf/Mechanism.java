// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mechanism (RFC 7208 §5). A {@code target} of null is the current domain. */
sealed interface Mechanism {
  /** {@code all}. */
  record All() implements Mechanism {}

  /** {@code include}. */
  record Include(SpfMacro target) implements Mechanism {}

  /** {@code a}. */
  record A(@Nullable SpfMacro target, Prefixes prefixes) implements Mechanism {}

  /** {@code mx}. */
  record Mx(@Nullable SpfMacro target, Prefixes prefixes) implements Mechanism {}

  /** {@code ptr}. */
  record Ptr(@Nullable SpfMacro target) implements Mechanism {}

  /** {@code ip4} and {@code ip6}. */
  record Network(IpNetwork network) implements Mechanism {}

  /** {@code exists}. */
  record Exists(SpfMacro target) implements Mechanism {}

  /** A dual-cidr-length. */
  record Prefixes(int ip4, int ip6) {
    boolean covers(InetAddress network, InetAddress client) {
      return new IpNetwork(network.getAddress(), network.getAddress().length == 4 ? ip4 : ip6)
          .contains(client);
    }
  }

  /** Parses a mechanism without its qualifier. */
  static Mechanism parse(String text) throws SpfError {
    return new Parser(text).parse();
  }

  /** The parser of one mechanism. */
  final class Parser {
    private static final Pattern TERM = Pattern.compile("([A-Za-z0-9]*)(.*)");
    private static final Pattern DUAL = Pattern.compile("(.*?)(?:/([0-9]+))?(?://([0-9]+))?");
    private static final Pattern SINGLE = Pattern.compile("(.*?)(?:/([0-9]+))?");

    private final String name;
    private final String rest;

    Parser(String text) {
      Matcher matcher = TERM.matcher(text);
      boolean matched = matcher.matches();
      this.name = matched ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
      this.rest = matched ? matcher.group(2) : text;
    }

    Mechanism parse() throws SpfError {
      return switch (name) {
        case "all" -> {
          if (!rest.isEmpty()) {
            throw SpfError.syntax("Invalid option found: all" + rest);
          }
          yield new All();
        }
        case "include" -> new Include(required());
        case "exists" -> new Exists(required());
        case "ptr" -> new Ptr(optional(rest));
        case "a" -> {
          Matcher dual = dual();
          yield new A(optional(dual.group(1)), prefixes(dual));
        }
        case "mx" -> {
          Matcher dual = dual();
          yield new Mx(optional(dual.group(1)), prefixes(dual));
        }
        case "ip4" -> network(32);
        case "ip6" -> network(128);
        default -> throw SpfError.syntax("Unknown mechanism found: " + name + rest);
      };
    }

    private SpfMacro required() throws SpfError {
      if (!rest.startsWith(":")) {
        throw SpfError.syntax("Required option is missing: " + name + rest);
      }
      return SpfMacro.domainSpec(rest.substring(1));
    }

    private @Nullable SpfMacro optional(String argument) throws SpfError {
      if (argument.isEmpty()) {
        return null;
      }
      if (!argument.startsWith(":")) {
        throw SpfError.syntax("Invalid option found: " + name + rest);
      }
      return SpfMacro.domainSpec(argument.substring(1));
    }

    private Matcher dual() throws SpfError {
      Matcher matcher = DUAL.matcher(rest);
      if (!matcher.matches()) {
        throw SpfError.syntax("Invalid option found: " + name + rest);
      }
      return matcher;
    }

    private static Prefixes prefixes(Matcher dual) throws SpfError {
      return new Prefixes(prefix(dual.group(2), 32), prefix(dual.group(3), 128));
    }

    private static int prefix(@Nullable String digits, int most) throws SpfError {
      if (digits == null) {
        return most;
      }
      boolean leadingZero = digits.length() > 1 && digits.startsWith("0");
      if (leadingZero || digits.length() > 3 || Integer.parseInt(digits) > most) {
        throw SpfError.syntax("Invalid CIDR length: /" + digits);
      }
      return Integer.parseInt(digits);
    }

    private Mechanism network(int bits) throws SpfError {
      Matcher matcher = SINGLE.matcher(rest);
      if (!matcher.matches() || !matcher.group(1).startsWith(":")) {
        throw SpfError.syntax("Required option is missing: " + name + rest);
      }
      String literal = matcher.group(1).substring(1);
      byte[] octets = bits == 32 ? IpNetwork.ipv4(literal) : IpNetwork.ipv6(literal);
      if (octets == null) {
        throw SpfError.syntax(
            "Invalid " + (bits == 32 ? "IPv4" : "IPv6") + " address literal: " + literal);
      }
      return new Network(new IpNetwork(octets, prefix(matcher.group(2), bits)));
    }
  }
}
