// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.language.octets.AddressText;
import org.ostler.language.text.Ascii;

/** Operators on addresses as header fields write them. */
final class AddressOperators {
  private AddressOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("address", Operators.simple(text -> whole(AddressText.parse(text))));
    operators.put("local_part", Operators.simple(text -> localPart(AddressText.parse(text))));
    operators.put("domain", Operators.simple(text -> domain(AddressText.parse(text))));
    operators.put("addresses", Operators.simple(AddressOperators::all));
  }

  private static String whole(AddressText.@Nullable Address address) {
    return address == null ? "" : address.whole();
  }

  private static String localPart(AddressText.@Nullable Address address) {
    return address == null ? "" : address.localPart();
  }

  private static String domain(AddressText.@Nullable Address address) {
    return address == null ? "" : address.domain();
  }

  private static String all(String text) throws Stop {
    int from = Ascii.skipSpace(text, 0);
    char separator = ':';
    if (from < text.length() && text.charAt(from) == '>') {
      if (from + 1 >= text.length()) {
        throw Stop.failed(
            "output separator missing in expanding ${addresses:" + text.substring(from) + "}");
      }
      separator = text.charAt(from + 1);
      from += 2;
    }
    List<AddressText.Address> addresses = AddressText.parseAll(text.substring(from));
    StringBuilder out = new StringBuilder();
    for (AddressText.Address address : addresses) {
      String item = ListItems.doubled(address.whole(), separator);
      if (!out.isEmpty()) {
        out.append(separator);
        // Two signs on end would be one as data, and no end of the item before.
        if (item.charAt(0) == separator) {
          out.append(' ');
        }
      }
      out.append(item);
    }
    return out.toString();
  }
}
