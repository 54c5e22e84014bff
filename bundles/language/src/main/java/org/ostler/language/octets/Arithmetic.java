// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.ostler.language.text.Ascii;

/** Integer expressions in 64 bits with C's operators and precedences. */
public final class Arithmetic {
  private final String text;
  private final boolean decimal;
  private int pos;
  private int depth;

  private Arithmetic(String text, boolean decimal) {
    this.text = text;
    this.decimal = decimal;
  }

  /** Evaluates; {@code decimal} turns leading zeros and 0x off. */
  public static long evaluate(String text, boolean decimal) throws Malformed {
    Arithmetic expression = new Arithmetic(text, decimal);
    long value = expression.or();
    expression.skip();
    if (expression.pos < text.length()) {
      throw expression.malformed("expecting operator");
    }
    return value;
  }

  /** The expression makes no sense; the message says where. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private Malformed malformed(String reason) {
    return new Malformed(
        "error in expression evaluation: "
            + reason
            + " (after processing \""
            + text.substring(0, pos)
            + "\")");
  }

  private void skip() {
    pos = Ascii.skipSpace(text, pos);
  }

  private boolean take(String operator) {
    skip();
    if (!text.startsWith(operator, pos)) {
      return false;
    }
    pos += operator.length();
    return true;
  }

  private long or() throws Malformed {
    long value = xor();
    while (take("|")) {
      value |= xor();
    }
    return value;
  }

  private long xor() throws Malformed {
    long value = and();
    while (take("^")) {
      value ^= and();
    }
    return value;
  }

  private long and() throws Malformed {
    long value = shift();
    while (take("&")) {
      value &= shift();
    }
    return value;
  }

  private long shift() throws Malformed {
    long value = sum();
    while (true) {
      if (take("<<")) {
        value <<= sum();
      } else if (take(">>")) {
        value >>= sum();
      } else {
        return value;
      }
    }
  }

  private long sum() throws Malformed {
    long value = product();
    while (true) {
      if (take("+")) {
        long other = product();
        try {
          value = Math.addExact(value, other);
        } catch (ArithmeticException e) {
          throw malformed("overflow in sum");
        }
      } else if (take("-")) {
        long other = product();
        try {
          value = Math.subtractExact(value, other);
        } catch (ArithmeticException e) {
          throw malformed("overflow in difference");
        }
      } else {
        return value;
      }
    }
  }

  private long product() throws Malformed {
    long value = unary();
    while (true) {
      if (take("*")) {
        value *= unary();
      } else if (take("/")) {
        long other = unary();
        if (other == 0) {
          throw malformed("divide by zero");
        }
        // The smallest number has no positive twin: as Exim, give the largest.
        value = value == Long.MIN_VALUE && other == -1 ? Long.MAX_VALUE : value / other;
      } else if (take("%")) {
        long other = unary();
        if (other == 0) {
          throw malformed("modulo by zero");
        }
        value = other == -1 ? 0 : value % other;
      } else {
        return value;
      }
    }
  }

  private long unary() throws Malformed {
    if (++depth > 500) {
      throw malformed("nested too deeply");
    }
    try {
      if (take("+")) {
        return unary();
      }
      if (take("-")) {
        return -unary();
      }
      if (take("~")) {
        return ~unary();
      }
      return primary();
    } finally {
      depth--;
    }
  }

  private long primary() throws Malformed {
    skip();
    if (pos < text.length() && Ascii.isDigit(text.charAt(pos))) {
      return number();
    }
    if (!take("(")) {
      throw malformed("expecting number or opening parenthesis");
    }
    long value = or();
    if (!take(")")) {
      throw malformed("expecting closing parenthesis");
    }
    return value;
  }

  private long number() {
    int radix = 10;
    if (!decimal && text.charAt(pos) == '0') {
      boolean hex =
          pos + 1 < text.length() && (text.charAt(pos + 1) == 'x' || text.charAt(pos + 1) == 'X');
      radix = hex ? 16 : 8;
      pos += hex ? 2 : 0;
    }
    long value = 0;
    boolean tooLarge = false;
    while (pos < text.length() && Character.digit(text.charAt(pos), radix) >= 0) {
      int digit = Character.digit(text.charAt(pos++), radix);
      tooLarge |= value > (Long.MAX_VALUE - digit) / radix;
      value = value * radix + digit;
    }
    return scaled(tooLarge ? Long.MAX_VALUE : value);
  }

  private long scaled(long value) {
    int power = pos < text.length() ? "kmg".indexOf(Character.toLowerCase(text.charAt(pos))) : -1;
    if (power < 0) {
      return value;
    }
    pos++;
    return value << 10 * (power + 1);
  }
}
