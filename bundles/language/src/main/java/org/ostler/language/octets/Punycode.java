// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import org.jspecify.annotations.Nullable;

/**
 * RFC 3492 §6, for local parts, which are no domain labels and so are not what the JDK converts.
 */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 128;

  private Punycode() {}

  static String encode(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    for (int point : points) {
      if (point < INITIAL_N) {
        out.append((char) point);
      }
    }
    int basic = out.length();
    if (basic > 0) {
      out.append('-');
    }
    int n = INITIAL_N;
    int delta = 0;
    int bias = INITIAL_BIAS;
    int handled = basic;
    while (handled < points.length) {
      int next = Integer.MAX_VALUE;
      for (int point : points) {
        next = point >= n && point < next ? point : next;
      }
      delta += (next - n) * (handled + 1);
      n = next;
      for (int point : points) {
        if (point < n) {
          delta++;
        } else if (point == n) {
          variable(delta, bias, out);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return out.toString();
  }

  private static void variable(int value, int bias, StringBuilder out) {
    int q = value;
    for (int k = BASE; ; k += BASE) {
      int t = threshold(k, bias);
      if (q < t) {
        out.append(digit(q));
        return;
      }
      out.append(digit(t + (q - t) % (BASE - t)));
      q = (q - t) / (BASE - t);
    }
  }

  static @Nullable String decode(String text) {
    int dash = text.lastIndexOf('-');
    StringBuilder out = new StringBuilder(dash > 0 ? text.substring(0, dash) : "");
    int i = 0;
    int n = INITIAL_N;
    int bias = INITIAL_BIAS;
    int length = out.length();
    int at = dash > 0 ? dash + 1 : 0;
    while (at < text.length()) {
      int old = i;
      int weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), BASE) : -1;
        if (digit < 0) {
          return null;
        }
        // Letters come before digits here.
        int value = Character.isDigit(text.charAt(at)) ? digit + 26 : digit - 10;
        at++;
        i += value * weight;
        int t = threshold(k, bias);
        if (value < t) {
          break;
        }
        weight *= BASE - t;
      }
      length++;
      bias = adapt(i - old, length, old == 0);
      n += Integer.divideUnsigned(i, length);
      i = Integer.remainderUnsigned(i, length);
      if (!Character.isValidCodePoint(n) || i > out.codePointCount(0, out.length())) {
        return null;
      }
      out.insert(out.offsetByCodePoints(0, i), Character.toString(n));
      i++;
    }
    return out.toString();
  }

  private static int threshold(int k, int bias) {
    return Math.max(T_MIN, Math.min(T_MAX, k - bias));
  }

  private static int adapt(int delta, int points, boolean first) {
    int d = first ? delta / 700 : delta / 2;
    d += d / points;
    int k = 0;
    while (d > (BASE - T_MIN) * T_MAX / 2) {
      d /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * d / (d + 38);
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }
}
