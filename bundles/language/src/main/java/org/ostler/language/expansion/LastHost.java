// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.text.IpNetwork;

/**
 * The address that host lists were asked about last, parsed and written: a session asks about its
 * peer again and again. Confined to one thread.
 */
public final class LastHost {
  private String asked = "";
  private @Nullable IpNetwork parsed;
  private @Nullable IpNetwork written;
  private Text text = Text.EMPTY;

  /** The address of a text; null when it is none. */
  public @Nullable IpNetwork parse(String address) {
    if (!address.equals(asked)) {
      parsed = IpNetwork.parse(address);
      asked = address;
    }
    return parsed;
  }

  /** The text of an address, empty for none. */
  public Text text(@Nullable IpNetwork address) {
    if (address == null || !address.equals(written)) {
      text = textOf(address);
      written = address;
    }
    return text;
  }

  /** The same without memory. */
  public static Text textOf(@Nullable IpNetwork address) {
    return Text.of(address == null ? "" : address.address().getHostAddress());
  }
}
