// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;

/** Options of the main part about delivery. */
public final class DeliveryOptions {
  public static final Option<MatchList> HOLD_DOMAINS =
      Option.list("hold_domains", Kind.DOMAIN_LIST, null);

  /**
   * Deliveries of one message to other hosts at the same time. Exim's default of 4 is for
   * processes; here they are threads, and a slow host of a message should not hold up the others.
   */
  public static final Option<Integer> REMOTE_MAX_PARALLEL =
      Option.integer("remote_max_parallel", 32);

  public static final Option<Boolean> DELIVERY_DATE_REMOVE =
      Option.bool("delivery_date_remove", true);
  public static final Option<Boolean> ENVELOPE_TO_REMOVE = Option.bool("envelope_to_remove", true);
  public static final Option<Boolean> RETURN_PATH_REMOVE = Option.bool("return_path_remove", true);

  /** Users, by name or number, as whom no local delivery is made. */
  public static final Option<List<String>> NEVER_USERS = Option.strings("never_users", null);

  /** Which domains are sent to first. */
  public static final Option<Expandable> REMOTE_SORT_DOMAINS =
      Option.expanded("remote_sort_domains", null);

  /** Whether deliveries are made as the server's own user, whoever the address's is. */
  public static final Option<Boolean> DELIVER_DROP_PRIVILEGE =
      Option.bool("deliver_drop_privilege", false);

  private static final List<Option<?>> OWN =
      List.of(
          DELIVER_DROP_PRIVILEGE,
          REMOTE_SORT_DOMAINS,
          NEVER_USERS,
          HOLD_DOMAINS,
          REMOTE_MAX_PARALLEL,
          DELIVERY_DATE_REMOVE,
          ENVELOPE_TO_REMOVE,
          RETURN_PATH_REMOVE);

  public static final List<Option<?>> ALL =
      Stream.of(OWN, SystemFilterOptions.ALL)
          .flatMap(List::stream)
          .<Option<?>>map(option -> option)
          .toList();

  private DeliveryOptions() {}

  /** Options of Exim about delivery that are refused by name. */
  public static List<String> notYet() {
    return List.of("mua_wrapper");
  }
}
