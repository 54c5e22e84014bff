// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import com.ongres.saslprep.SASLprep;
import com.ongres.stringprep.Profile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** SASLprep (RFC 4013) of octet strings: UTF-8, each char one octet. */
public final class SaslPrep {
  private static final Profile PROFILE = new SASLprep();

  private SaslPrep() {}

  /**
   * A name or password as it is compared; null for what is no UTF-8, has forbidden characters, or
   * is nothing afterwards.
   */
  public static @Nullable String prepare(String octets) {
    try {
      byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // RFC 5802 §2.2: unassigned code points may be in what is compared.
      String prepared = PROFILE.prepareQuery(text);
      return prepared.isEmpty()
          ? null
          : new String(prepared.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    } catch (CharacterCodingException
        | IllegalArgumentException
        // What the library does of a text of which nothing is left.
        | IndexOutOfBoundsException forbidden) {
      return null;
    }
  }
}
