// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.option;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;

/**
 * How an option's value is written. The kinds are fixed: a feature declares options of these kinds
 * only.
 *
 * @param <T> the type of the parsed value
 * @param word what {@code -bP} and error messages call it
 */
public record Kind<T>(String word) {
  public static final Kind<Boolean> BOOLEAN = new Kind<>("boolean");
  public static final Kind<Integer> INTEGER = new Kind<>("integer");
  public static final Kind<Long> SIZE = new Kind<>("size");

  /** Octets, where a number without a suffix counts kilobytes, as for space on disks. */
  public static final Kind<Long> KILOBYTES = new Kind<>("size");

  public static final Kind<Integer> OCTAL = new Kind<>("octal integer");
  public static final Kind<Duration> TIME = new Kind<>("time");
  public static final Kind<Integer> FIXED = new Kind<>("fixed-point");
  public static final Kind<String> STRING = new Kind<>("string");
  public static final Kind<Expandable> EXPANDED = new Kind<>("expanded string");

  /** Strings, one a line, each of which is expanded by itself. */
  public static final Kind<List<Expandable>> EXPANDED_LINES = new Kind<>("expanded lines");

  /** Strings with colons between them, each of which is expanded by itself. */
  public static final Kind<List<Expandable>> EXPANDED_ITEMS = new Kind<>("expanded items");

  public static final Kind<List<String>> STRINGS = new Kind<>("string list");
  public static final Kind<MatchList> DOMAIN_LIST = new Kind<>("domain list");
  public static final Kind<MatchList> HOST_LIST = new Kind<>("host list");
  public static final Kind<MatchList> ADDRESS_LIST = new Kind<>("address list");
  public static final Kind<MatchList> LOCAL_PART_LIST = new Kind<>("local part list");
}
