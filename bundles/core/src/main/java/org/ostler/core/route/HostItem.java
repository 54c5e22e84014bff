// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One host of a host list.
 *
 * @param name the host, or its IP address without brackets
 * @param port 0 when none was given
 * @param exchangers whether {@code /MX} asks for the hosts of a domain
 */
record HostItem(String name, int port, boolean exchangers) {
  private static final Pattern BRACKETS = Pattern.compile("\\[([0-9A-Fa-f:.]+)\\](?::(\\d+))?");
  private static final Pattern PORT = Pattern.compile("(.+?)(/(?i:mx))?(?::(\\d+))?");

  /**
   * Reads a list. When it is to be shuffled, a {@code +} keeps the hosts before it in front of
   * those after it.
   */
  static List<HostItem> list(String text, boolean shuffle, Random random) {
    List<HostItem> all = new ArrayList<>();
    List<HostItem> group = new ArrayList<>();
    for (String item : ListText.items(text)) {
      if (item.equals("+")) {
        all.addAll(shuffled(group, shuffle, random));
        group = new ArrayList<>();
      } else {
        group.add(of(item));
      }
    }
    all.addAll(shuffled(group, shuffle, random));
    return all;
  }

  private static List<HostItem> shuffled(List<HostItem> group, boolean shuffle, Random random) {
    if (shuffle) {
      Collections.shuffle(group, random);
    }
    return group;
  }

  static HostItem of(String item) {
    Matcher brackets = BRACKETS.matcher(item);
    if (brackets.matches()) {
      return new HostItem(brackets.group(1), number(brackets.group(2)), false);
    }
    if (IpAddress.parse(item) != null) {
      return new HostItem(item, 0, false);
    }
    Matcher named = PORT.matcher(item);
    if (!named.matches()) {
      return new HostItem(item, 0, false);
    }
    return new HostItem(named.group(1), number(named.group(3)), named.group(2) != null);
  }

  private static int number(@Nullable String digits) {
    return digits == null || digits.length() > 5 ? 0 : Integer.parseInt(digits);
  }
}
