// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/**
 * What checks found out, shown by variables such as {@code $dnslist_domain} or {@code
 * $sender_rate}.
 */
public final class Findings {
  private final Map<String, Text> values = new TreeMap<>();

  /** The value of the variable, or null when no check set it. */
  public @Nullable Text value(String variable) {
    return values.get(variable);
  }

  public void set(String variable, Text value) {
    values.put(variable, value);
  }

  public void clear(String variable) {
    values.remove(variable);
  }
}
