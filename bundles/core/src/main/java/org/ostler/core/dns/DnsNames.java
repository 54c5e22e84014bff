// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import org.ostler.api.option.Settings;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * {@code dns_check_names_pattern}: names that do not look like names of hosts are not asked for, so
 * that no rubbish reaches a name server and no answer to it reaches us.
 */
public final class DnsNames {
  private DnsNames() {}

  /** Whether a name may be asked for as the name of a host or a mail domain. */
  public static boolean areValid(String name, Settings main) {
    String pattern = main.find(DnsOptions.DNS_CHECK_NAMES_PATTERN).orElse("");
    if (pattern.isEmpty()) {
      return true;
    }
    if (pattern.equals(DnsOptions.USUAL_NAMES)) {
      return isUsual(name);
    }
    try {
      return Regex.compile(pattern, false).matches(name);
    } catch (BadPattern | Overrun useless) {
      return true;
    }
  }

  /**
   * What Exim's own pattern says: labels of letters, digits, underscores, and within them hyphens
   * and slashes (RFC 2317 has slashes).
   */
  private static boolean isUsual(String name) {
    String labels = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    for (String label : labels.split("\\.", -1)) {
      if (!label.matches("\\w(?:[\\w/-]*\\w)?")) {
        return false;
      }
    }
    return true;
  }
}
