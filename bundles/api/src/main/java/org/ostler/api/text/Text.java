// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A string of octets with its taint. Each {@code char} of {@link #value()} is one octet (0 to 255),
 * so UTF-8 passes through untouched and lengths count octets, as in Exim. Tainted text came from
 * outside and may not name a file, a command, a transport or an unquoted query.
 *
 * @param value the octets, one a char
 * @param taint where the text came from, or null when it may be trusted
 */
public record Text(String value, @Nullable Taint taint) {
  /** The empty, trusted text. */
  public static final Text EMPTY = new Text("", null);

  /** Trusted text, as written in the configuration or found by a lookup. */
  public static Text of(String value) {
    return value.isEmpty() ? EMPTY : new Text(value, null);
  }

  /**
   * Text that a peer or a user supplied; {@code origin} says in words from where, such as "the RCPT
   * command".
   */
  public static Text tainted(String value, String origin) {
    return new Text(value, new Taint(origin));
  }

  /** Trusted text from Java characters, which become UTF-8 octets. */
  public static Text ofUnicode(String characters) {
    return of(new String(characters.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  public boolean isTainted() {
    return taint != null;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  /**
   * Other octets with the same taint: the result of any operation on this text. What was quoted
   * before counts as unquoted, since the operation may have broken it.
   */
  @SuppressWarnings("ReferenceEquality") // a quick yes for operations that had nothing to do
  public Text with(String octets) {
    if (octets == value) {
      return this;
    }
    return taint == null || taint.quotedFor() == null || octets.equals(value)
        ? new Text(octets, taint)
        : new Text(octets, taint.unquoted());
  }

  /** A piece of this text, as quoted as the whole. */
  public Text piece(String octets) {
    return new Text(octets, taint);
  }

  /**
   * This text marked by {@code other}'s taint as well: quoted only where both are, for the same
   * lookup type. The first origin is kept, but for that of an unquoted piece.
   */
  public Text mixedWith(Text other) {
    if (other.taint == null || other.taint.equals(taint)) {
      return this;
    }
    return new Text(value, taint == null ? other.taint : taint.joined(other.taint));
  }

  /** The octets. */
  public byte[] octets() {
    return value.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The octets read as UTF-8; ill-formed sequences become U+FFFD. */
  public String unicode() {
    return new String(octets(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return value;
  }
}
