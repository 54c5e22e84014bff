// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Code points of differentiated services (RFC 2474, RFC 2597, RFC 3246) by their names. */
public final class Dscp {
  private static final Map<String, Integer> NAMES = new HashMap<>();

  static {
    for (int kind = 1; kind <= 4; kind++) {
      for (int drop = 1; drop <= 3; drop++) {
        // RFC 2597 §6.
        NAMES.put("af" + kind + drop, kind << 5 | drop << 3);
      }
    }
    NAMES.put("ef", 0xb8);
    // The bits of RFC 1349.
    NAMES.put("lowdelay", 0x10);
    NAMES.put("throughput", 0x08);
    NAMES.put("reliability", 0x04);
    NAMES.put("lowcost", 0x02);
    NAMES.put("mincost", 0x02);
  }

  private Dscp() {}

  /** The names, sorted. */
  public static List<String> names() {
    return NAMES.keySet().stream().sorted().toList();
  }

  /**
   * The octet of the IP header that a name or a number from 0 to 63 (0x for hexadecimal, 0 for
   * octal) stands for; -1 for what is neither.
   */
  public static int trafficClass(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    Integer named = NAMES.get(word);
    if (named != null) {
      return named;
    }
    if (!word.matches("0x[0-9a-f]{1,2}|[0-9]{1,3}")) {
      return -1;
    }
    try {
      int point = Integer.decode(word);
      return point <= 0x3f ? point << 2 : -1;
    } catch (NumberFormatException notOctal) {
      return -1;
    }
  }
}
