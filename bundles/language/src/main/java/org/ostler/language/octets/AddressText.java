// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/** An address as it stands in a header field (RFC 5322 §3.4), read as leniently as Exim does. */
public final class AddressText {
  private static final String SPECIALS = "()<>@,;:\\\".[]";

  /** The octets of atoms, and the dot, in the order of their codes. */
  private static final boolean[] PLAIN = plain();

  private AddressText() {}

  /**
   * An address without phrase and comments.
   *
   * @param localPart with its quotes
   * @param domain empty when there is none
   */
  public record Address(String localPart, String domain) {
    public String whole() {
      return domain.isEmpty() ? localPart : localPart + "@" + domain;
    }
  }

  /** The one address of a text; null when it holds none, or more. */
  public static @Nullable Address parse(String text) {
    int at = plain(text);
    if (at < 0) {
      return address(MailboxReader.read(text, MailboxReader.Syntax.USUAL, false));
    }
    return at == text.length()
        ? new Address(text, "")
        : new Address(text.substring(0, at), text.substring(at + 1));
  }

  /**
   * Where the at sign of a plain address stands, its length when it has none: atoms with dots and a
   * domain of plain labels, which most addresses are. Negative for any other text.
   */
  private static int plain(String text) {
    int length = text.length();
    int at = 0;
    while (at < length && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == 0 || at == length) {
      return at == 0 ? -1 : at;
    }
    if (text.charAt(at) != '@') {
      return -1;
    }
    int label = at + 1;
    for (int i = label; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && i > label) {
        label = i + 1;
      } else if (!Ascii.isAlpha(c) && !Ascii.isDigit(c) && (c != '-' || i == label)) {
        return -1;
      }
    }
    return label < length ? at : -1;
  }

  private static boolean isPlain(char c) {
    return c > 127 || PLAIN[c];
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[128];
    for (char c = ' ' + 1; c < 127; c++) {
      plain[c] = c == '.' || SPECIALS.indexOf(c) < 0;
    }
    return plain;
  }

  /** All addresses of a list, with those of groups; what is no address is left out. */
  public static List<Address> parseAll(String text) {
    List<Address> addresses = new ArrayList<>();
    MailboxReader reader = MailboxReader.ofList(MailboxReader.Syntax.USUAL);
    for (int start = 0; start <= text.length(); ) {
      int end = MailboxReader.end(text, start);
      Address address = address(reader.next(text.substring(start, end), false));
      if (address != null) {
        addresses.add(address);
      }
      start = end + 1;
    }
    return addresses;
  }

  private static @Nullable Address address(MailboxReader.Result result) {
    if (!(result instanceof MailboxReader.Result.Found(String address, _, _, int domain))) {
      return null;
    }
    return domain == 0
        ? new Address(address, "")
        : new Address(address.substring(0, domain - 1), address.substring(domain));
  }
}
