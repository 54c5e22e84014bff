// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * What the options of a transport speak of: addresses that differ in it are not delivered in one
 * go. Options are looked through as they are written, whatever their expansion would come to.
 *
 * @param localPart {@code $local_part}, and names that begin with it and an underscore
 * @param domain {@code $domain}, and names that begin with it and an underscore
 */
public record Distinctions(boolean localPart, boolean domain) {
  private static final Pattern LOCAL_PART = Pattern.compile("[${]local_part(?![A-Za-z0-9])");
  private static final Pattern DOMAIN = Pattern.compile("[${]domain(?![A-Za-z0-9])");

  /** Of options with these values. */
  public static Distinctions of(Collection<String> values) {
    return new Distinctions(
        values.stream().anyMatch(value -> LOCAL_PART.matcher(value).find()),
        values.stream().anyMatch(value -> DOMAIN.matcher(value).find()));
  }
}
