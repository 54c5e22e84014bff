// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.language.octets.Xtext;

/**
 * What XCLIENT tells of the client that a proxy speaks for; null is what it does not tell.
 *
 * @param port 0 when the proxy does not know it
 * @param destination where the client connected to
 */
public record ClientAttributes(
    @Nullable InetAddress address,
    @Nullable Integer port,
    @Nullable Told name,
    @Nullable Told login,
    @Nullable InetAddress destination,
    @Nullable Integer destinationPort) {
  /** The keyword of EHLO with the attributes that are read. */
  public static final String OFFER = "XCLIENT ADDR NAME PORT LOGIN DESTADDR DESTPORT";

  private static final String UNAVAILABLE = "[UNAVAILABLE]";
  private static final String TEMPORARILY = "[TEMPUNAVAIL]";
  private static final ClientAttributes NONE =
      new ClientAttributes(null, null, null, null, null, null);
  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");

  /** A value that the proxy may not have. */
  public sealed interface Told {
    record Value(String text) implements Told {}

    /** There is none. */
    record Unavailable() implements Told {}

    /** It could not be found out now. */
    record UnavailableNow() implements Told {}
  }

  /** An attribute that cannot be taken. */
  public static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    private Wrong(String why) {
      super(why, null, false, false);
    }

    /** The reply's text. */
    public String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads the argument of XCLIENT: attributes with blanks between them. */
  public static ClientAttributes read(String argument) throws Wrong {
    if (argument.isEmpty()) {
      throw new Wrong("XCLIENT must have at least one operand");
    }
    ClientAttributes all = NONE;
    for (String word : argument.split("[ \t]+")) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new Wrong("XCLIENT: missing value for parameter '" + word + "'");
      }
      all = all.with(word.substring(0, equals), word.substring(equals + 1));
    }
    return all;
  }

  /** The same with one attribute more; of several with one name, the last counts. */
  private ClientAttributes with(String keyword, String value) throws Wrong {
    return switch (keyword.toUpperCase(Locale.ROOT)) {
      case "ADDR" ->
          new ClientAttributes(
              address(keyword, value), port, name, login, destination, destinationPort);
      case "PORT" ->
          new ClientAttributes(
              address, port(keyword, value), name, login, destination, destinationPort);
      case "NAME" -> {
        Told told = told(value);
        // It is shown in log lines and replies, and lists are matched against it.
        if (told instanceof Told.Value it && !HOST_NAME.matcher(it.text()).matches()) {
          throw invalid(keyword);
        }
        yield new ClientAttributes(address, port, told, login, destination, destinationPort);
      }
      case "LOGIN" -> {
        Told told = told(value);
        if (told instanceof Told.Value it
            && it.text().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
          throw invalid(keyword);
        }
        yield new ClientAttributes(address, port, name, told, destination, destinationPort);
      }
      case "DESTADDR" ->
          new ClientAttributes(
              address, port, name, login, address(keyword, value), destinationPort);
      case "DESTPORT" ->
          new ClientAttributes(address, port, name, login, destination, port(keyword, value));
      default -> throw new Wrong("XCLIENT: unrecognised parameter '" + keyword + "'");
    };
  }

  private static Wrong invalid(String keyword) {
    return new Wrong("XCLIENT: invalid value for parameter '" + keyword + "'");
  }

  private static Told told(String value) throws Wrong {
    if (value.isEmpty()) {
      throw new Wrong("XCLIENT: zero-length value for param");
    }
    return switch (value.toUpperCase(Locale.ROOT)) {
      case UNAVAILABLE -> new Told.Unavailable();
      case TEMPORARILY -> new Told.UnavailableNow();
      default -> new Told.Value(Xtext.decode(value));
    };
  }

  /**
   * An address, with or without the tag of IPv6 (RFC 5321 §4.1.3). A client without one would pass
   * for a local program, which may do more: there must be one.
   */
  private static InetAddress address(String keyword, String value) throws Wrong {
    if (!(told(value) instanceof Told.Value(String text))) {
      throw invalid(keyword);
    }
    String literal = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
    if (!DOTTED.matcher(literal).matches() && !COLONS.matcher(literal).matches()) {
      throw invalid(keyword);
    }
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException _) {
      throw invalid(keyword);
    }
  }

  private static int port(String keyword, String value) throws Wrong {
    if (!(told(value) instanceof Told.Value(String text))) {
      return 0;
    }
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
      throw invalid(keyword);
    }
    return Integer.parseInt(text);
  }
}
