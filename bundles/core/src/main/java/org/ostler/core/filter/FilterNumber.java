// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number at the beginning of a text, decimal, octal with a leading 0, hexadecimal with 0x.
 *
 * @param value the number
 * @param rest what follows it
 */
record FilterNumber(long value, String rest) {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)(.*)", Pattern.DOTALL);

  /** The number; null when the text begins with none. */
  static @Nullable FilterNumber of(String text) {
    Matcher number = NUMBER.matcher(text);
    if (!number.matches()) {
      return null;
    }
    String digits = number.group(2);
    boolean hexadecimal = digits.length() > 1 && Character.toLowerCase(digits.charAt(1)) == 'x';
    BigInteger read =
        hexadecimal
            ? new BigInteger(digits.substring(2), 16)
            : new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    BigInteger signed = number.group(1).equals("-") ? read.negate() : read;
    BigInteger bounded =
        signed.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));
    return new FilterNumber(bounded.longValue(), number.group(3));
  }
}
