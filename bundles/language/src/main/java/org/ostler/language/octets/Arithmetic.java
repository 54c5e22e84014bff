// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.ostler.language.text.Ascii;

/** Integer expressions in 64 bits with C's operators and precedences. */
public final class Arithmetic {
  private static final int NO_OPERATOR = 0;
  private static final int SHIFT = 4;
  private static final int DEEPEST = 500;

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
    long value = expression.joined(1);
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

  /**
   * Operands and operators that bind at least as tightly as {@code least}, joined from the left:
   * one loop for all precedences, since most expressions have one operator and eight levels.
   */
  private long joined(int least) throws Malformed {
    long value = unary();
    while (true) {
      skip();
      char operator = pos < text.length() ? text.charAt(pos) : 0;
      int binding = binding(operator);
      if (binding < least) {
        return value;
      }
      pos += binding == SHIFT ? 2 : 1;
      value = apply(operator, value, joined(binding + 1));
    }
  }

  /** How tightly an operator binds; 0 when the character begins none. */
  private int binding(char operator) {
    return switch (operator) {
      case '|' -> 1;
      case '^' -> 2;
      case '&' -> 3;
      case '<', '>' ->
          pos + 1 < text.length() && text.charAt(pos + 1) == operator ? SHIFT : NO_OPERATOR;
      case '+', '-' -> 5;
      case '*', '/', '%' -> 6;
      default -> NO_OPERATOR;
    };
  }

  private long apply(char operator, long one, long other) throws Malformed {
    return switch (operator) {
      case '|' -> one | other;
      case '^' -> one ^ other;
      case '&' -> one & other;
      case '<' -> one << other;
      case '>' -> one >> other;
      case '+' -> sum(one, other);
      case '-' -> difference(one, other);
      case '*' -> one * other;
      case '/' -> quotient(one, other);
      default -> remainder(one, other);
    };
  }

  private long sum(long one, long other) throws Malformed {
    long sum = one + other;
    if (((one ^ sum) & (other ^ sum)) < 0) {
      throw malformed("overflow in sum");
    }
    return sum;
  }

  private long difference(long one, long other) throws Malformed {
    long difference = one - other;
    if (((one ^ other) & (one ^ difference)) < 0) {
      throw malformed("overflow in difference");
    }
    return difference;
  }

  private long quotient(long one, long other) throws Malformed {
    if (other == 0) {
      throw malformed("divide by zero");
    }
    // The smallest number has no positive twin: as Exim, give the largest.
    return one == Long.MIN_VALUE && other == -1 ? Long.MAX_VALUE : one / other;
  }

  private long remainder(long one, long other) throws Malformed {
    if (other == 0) {
      throw malformed("modulo by zero");
    }
    return other == -1 ? 0 : one % other;
  }

  private long unary() throws Malformed {
    if (depth >= DEEPEST) {
      throw malformed("nested too deeply");
    }
    skip();
    char c = pos < text.length() ? text.charAt(pos) : 0;
    return Ascii.isDigit(c) ? number() : compound(c);
  }

  /** A sign or a parenthesis with what follows it. */
  private long compound(char c) throws Malformed {
    if ("+-~(".indexOf(c) < 0) {
      throw malformed("expecting number or opening parenthesis");
    }
    pos++;
    depth++;
    try {
      return switch (c) {
        case '+' -> unary();
        case '-' -> -unary();
        case '~' -> ~unary();
        default -> inParentheses();
      };
    } finally {
      depth--;
    }
  }

  private long inParentheses() throws Malformed {
    long value = joined(1);
    skip();
    if (pos >= text.length() || text.charAt(pos) != ')') {
      throw malformed("expecting closing parenthesis");
    }
    pos++;
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
    long most = Long.MAX_VALUE / radix;
    long value = 0;
    boolean tooLarge = false;
    while (pos < text.length()) {
      int digit = digit(text.charAt(pos), radix);
      if (digit < 0) {
        break;
      }
      pos++;
      tooLarge |= value >= most && value > (Long.MAX_VALUE - digit) / radix;
      value = value * radix + digit;
    }
    return scaled(tooLarge ? Long.MAX_VALUE : value);
  }

  private static int digit(char c, int radix) {
    return Ascii.isDigit(c) && c - '0' < radix
        ? c - '0'
        : radix <= 10 ? -1 : Character.digit(c, radix);
  }

  private long scaled(long value) {
    int power = pos < text.length() ? power(text.charAt(pos)) : 0;
    if (power == 0) {
      return value;
    }
    pos++;
    return value << 10 * power;
  }

  /** The power of 1024 that a suffix stands for; 0 when it is none. */
  public static int power(char suffix) {
    return switch (suffix) {
      case 'k', 'K' -> 1;
      case 'm', 'M' -> 2;
      case 'g', 'G' -> 3;
      default -> 0;
    };
  }
}
