// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.util.List;
import java.util.stream.Collectors;
import org.ostler.api.routing.Letter;
import org.ostler.language.octets.AddressText;

/** Whom a letter of a filter goes to. */
public final class LetterAddresses {
  private LetterAddresses() {}

  /** Whether its To field holds no address. */
  public static boolean isBad(Letter letter) {
    return AddressText.parseAll(letter.to()).isEmpty();
  }

  /** The addresses of its To field, as logs show them; a text of its own when there is none. */
  public static String shown(Letter letter) {
    List<AddressText.Address> to = AddressText.parseAll(letter.to());
    return to.isEmpty()
        ? "**bad-reply**"
        : to.stream().map(AddressText.Address::whole).collect(Collectors.joining(","));
  }
}
