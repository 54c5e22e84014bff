// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.LetterAddresses;

/** How an address is written in delivery lines: itself, then where it came from. */
final class AddressText {
  private AddressText() {}

  /**
   * The text.
   *
   * @param bareLocalPart show the local part alone, as for local deliveries of routers with {@code
   *     log_as_local}
   */
  static String of(Address address, Log log, boolean bareLocalPart) {
    StringBuilder text = new StringBuilder();
    Address top = address.original();
    boolean all = log.selects(LogSelector.ALL_PARENTS);
    String special = special(address);
    boolean parents = address.parent() != null && address.parent() != top;
    boolean showTop = true;
    if (special != null) {
      text.append(special);
    } else if (bareLocalPart) {
      text.append(localPart(address));
    } else {
      String shown = shown(address);
      text.append(shown);
      showTop = !sameAddress(shown, top.address()) || (all && parents) || top.onetimeParent != null;
    }
    if (parents && (all || special != null)) {
      appendParents(address, top, all, text);
    }
    return showTop
        ? text.append(" <").append(topText(top)).append('>').toString()
        : text.toString();
  }

  private static String topText(Address top) {
    return top.onetimeParent != null ? top.onetimeParent : top.address();
  }

  /** The command, file or directory that redirection made of it. */
  private static @Nullable String special(Address address) {
    if (address.pipe != null) {
      return address.pipe.startsWith("|") ? address.pipe : "|" + address.pipe;
    }
    if (address.letter != null) {
      return ">" + LetterAddresses.shown(address.letter);
    }
    return address.filed != null ? address.filed : address.file;
  }

  /** As it was routed: the domain in lower case, the local part as the last router saw it. */
  private static String shown(Address address) {
    String domain = address.domain();
    return domain.isEmpty()
        ? address.address()
        : localPart(address) + "@" + domain.toLowerCase(Locale.ROOT);
  }

  /** The local part, with affixes where they are handed on. */
  private static String localPart(Address address) {
    return address.withAffixes
        ? address.prefix + address.localPart() + address.suffix
        : address.localPart();
  }

  private static void appendParents(Address address, Address top, boolean all, StringBuilder text) {
    String separator = " (";
    for (Address up = address.parent(); up != null && up != top; up = up.parent()) {
      text.append(separator).append(up.address());
      separator = ", ";
      if (!all) {
        break;
      }
    }
    text.append(')');
  }

  /** Domains without regard to case, local parts with. */
  private static boolean sameAddress(String one, String other) {
    int at = one.lastIndexOf('@');
    return one.equalsIgnoreCase(other) && (at < 0 || one.regionMatches(0, other, 0, at));
  }
}
