// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.transport.TransportFilter;

/**
 * The generic options of transports, whatever their driver, and those of drivers that batching
 * reads.
 */
public final class TransportOptions {
  public static final Option<Boolean> BODY_ONLY = Option.bool("body_only", false);
  public static final Option<Expandable> DEBUG_PRINT = Option.expanded("debug_print", null);
  public static final Option<Boolean> DELIVERY_DATE_ADD = Option.bool("delivery_date_add", false);
  public static final Option<Boolean> DISABLE_LOGGING = Option.bool("disable_logging", false);
  public static final Option<Boolean> ENVELOPE_TO_ADD = Option.bool("envelope_to_add", false);
  public static final Option<Expandable> GROUP = Option.expanded("group", null);
  public static final Option<List<Expandable>> HEADERS_ADD = Option.expandedLines("headers_add");

  /** Where commands run; without it the home directory. */
  public static final Option<Expandable> CURRENT_DIRECTORY =
      Option.expanded("current_directory", null);

  public static final Option<Boolean> HEADERS_ONLY = Option.bool("headers_only", false);
  public static final Option<List<Expandable>> HEADERS_REMOVE =
      Option.expandedItems("headers_remove");

  /** Rules of the rewrite section for this transport's copy of the header section. */
  public static final Option<String> HEADERS_REWRITE = Option.string("headers_rewrite", null);

  public static final Option<Expandable> HOME_DIRECTORY = Option.expanded("home_directory", null);
  public static final Option<Boolean> INITGROUPS = Option.bool("initgroups", false);

  /** Whether what is remembered of a deferral is of the address; its default is the driver's. */
  public static final Option<Boolean> RETRY_USE_LOCAL_PART =
      Option.bool("retry_use_local_part", false);

  public static final Option<Expandable> MESSAGE_SIZE_LIMIT =
      Option.expanded("message_size_limit", null);
  public static final Option<Boolean> RCPT_INCLUDE_AFFIXES =
      Option.bool("rcpt_include_affixes", false);
  public static final Option<Expandable> RETURN_PATH = Option.expanded("return_path", null);
  public static final Option<Boolean> RETURN_PATH_ADD = Option.bool("return_path_add", false);
  public static final Option<Expandable> SHADOW_CONDITION =
      Option.expanded("shadow_condition", null);
  public static final Option<String> SHADOW_TRANSPORT = Option.string("shadow_transport", null);
  public static final Option<Expandable> USER = Option.expanded("user", null);

  /** Deliveries of this transport at the same time; none or 0 for any number. */
  public static final Option<Expandable> MAX_PARALLEL = Option.expanded("max_parallel", null);

  public static final List<Option<?>> ALL =
      List.of(
          BODY_ONLY,
          CURRENT_DIRECTORY,
          DEBUG_PRINT,
          DELIVERY_DATE_ADD,
          DISABLE_LOGGING,
          ENVELOPE_TO_ADD,
          GROUP,
          HEADERS_ADD,
          HEADERS_ONLY,
          HEADERS_REMOVE,
          HEADERS_REWRITE,
          HOME_DIRECTORY,
          INITGROUPS,
          MAX_PARALLEL,
          RETRY_USE_LOCAL_PART,
          MESSAGE_SIZE_LIMIT,
          RCPT_INCLUDE_AFFIXES,
          RETURN_PATH,
          RETURN_PATH_ADD,
          SHADOW_CONDITION,
          SHADOW_TRANSPORT,
          TransportFilter.COMMAND,
          TransportFilter.TIMEOUT,
          USER);

  /** Of smtp: the most recipients of one delivery. A driver that has it lists this constant. */
  public static final Option<Integer> MAX_RCPT = Option.integer("max_rcpt", 100);

  /** Of smtp: whether one delivery may be for several domains. */
  public static final Option<Expandable> MULTI_DOMAIN = Option.expanded("multi_domain", "true");

  /** Of smtp: whether what is remembered of a recipient is of those who send to it alone. */
  public static final Option<Boolean> ADDRESS_RETRY_INCLUDE_SENDER =
      Option.bool("address_retry_include_sender", true);

  /** Of smtp: whether hosts that failed for too long are left alone until their next time. */
  public static final Option<Boolean> DELAY_AFTER_CUTOFF = Option.bool("delay_after_cutoff", true);

  /** Of smtp: whether each address of a host is remembered by itself. */
  public static final Option<Expandable> RETRY_INCLUDE_IP_ADDRESS =
      Option.expanded("retry_include_ip_address", "true");

  /** Of appendfile, pipe and lmtp: the most addresses of one delivery. */
  public static final Option<Integer> BATCH_MAX = Option.integer("batch_max", 1);

  /** Of the same: addresses with different values are never batched. */
  public static final Option<Expandable> BATCH_ID = Option.expanded("batch_id", null);

  private TransportOptions() {}

  /** Whether the transport hands addresses on with the affixes that their routers took off. */
  public static boolean includesAffixes(Settings transport) {
    return transport.find(RCPT_INCLUDE_AFFIXES).orElse(false);
  }
}
