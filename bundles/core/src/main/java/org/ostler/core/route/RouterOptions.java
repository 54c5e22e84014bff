// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;

/** The generic options of routers, whatever their driver. */
public final class RouterOptions {
  public static final Option<Expandable> ADDRESS_DATA = Option.expanded("address_data", null);
  public static final Option<Boolean> ADDRESS_TEST = Option.bool("address_test", true);
  public static final Option<Expandable> CANNOT_ROUTE_MESSAGE =
      Option.expanded("cannot_route_message", null);
  public static final Option<Boolean> CASEFUL_LOCAL_PART = Option.bool("caseful_local_part", false);
  public static final Option<Boolean> CHECK_LOCAL_USER = Option.bool("check_local_user", false);

  /** Several of them in one router all have to hold; the reader of the file joins them. */
  public static final Option<Expandable> CONDITION = Option.expanded("condition", null);

  /** Told to those who debug; there is nobody to tell in a server that serves. */
  public static final Option<Expandable> DEBUG_PRINT = Option.expanded("debug_print", null);

  public static final Option<Boolean> DISABLE_LOGGING = Option.bool("disable_logging", false);
  public static final Option<MatchList> DNSSEC_REQUEST_DOMAINS =
      Option.list("dnssec_request_domains", Kind.DOMAIN_LIST, "*");
  public static final Option<MatchList> DNSSEC_REQUIRE_DOMAINS =
      Option.list("dnssec_require_domains", Kind.DOMAIN_LIST, null);
  public static final Option<MatchList> DOMAINS = Option.list("domains", Kind.DOMAIN_LIST, null);
  public static final Option<Expandable> ERRORS_TO = Option.expanded("errors_to", null);
  public static final Option<Boolean> EXPN = Option.bool("expn", true);
  public static final Option<Boolean> FAIL_VERIFY_RECIPIENT =
      Option.bool("fail_verify_recipient", false);
  public static final Option<Boolean> FAIL_VERIFY_SENDER = Option.bool("fail_verify_sender", false);

  /** Sets both {@code fail_verify_sender} and {@code fail_verify_recipient}. */
  public static final Option<Boolean> FAIL_VERIFY = Option.bool("fail_verify", false);

  /** Hosts to try when those that routing found do not take the message. */
  public static final Option<List<String>> FALLBACK_HOSTS = Option.strings("fallback_hosts", null);

  public static final Option<Expandable> GROUP = Option.expanded("group", null);
  public static final Option<List<Expandable>> HEADERS_ADD = Option.expandedLines("headers_add");
  public static final Option<List<Expandable>> HEADERS_REMOVE =
      Option.expandedItems("headers_remove");
  public static final Option<MatchList> IGNORE_TARGET_HOSTS =
      Option.hosts("ignore_target_hosts", null);
  public static final Option<Expandable> LOCAL_PART_PREFIX =
      Option.expanded("local_part_prefix", null);
  public static final Option<Boolean> LOCAL_PART_PREFIX_OPTIONAL =
      Option.bool("local_part_prefix_optional", false);
  public static final Option<Expandable> LOCAL_PART_SUFFIX =
      Option.expanded("local_part_suffix", null);
  public static final Option<Boolean> LOCAL_PART_SUFFIX_OPTIONAL =
      Option.bool("local_part_suffix_optional", false);
  public static final Option<MatchList> LOCAL_PARTS =
      Option.list("local_parts", Kind.LOCAL_PART_LIST, null);

  /** Whether the log has the local part alone; the driver decides when it is not set. */
  public static final Option<Boolean> LOG_AS_LOCAL = Option.bool("log_as_local", false);

  /** Whether what is remembered of routing that failed is of the address, or of its domain. */
  public static final Option<Boolean> RETRY_USE_LOCAL_PART =
      Option.bool("retry_use_local_part", false);

  /** Whether commands and files of the user are of all its groups. */
  public static final Option<Boolean> INITGROUPS = Option.bool("initgroups", false);

  /** Why an address waits whose domain {@code fail_defer_domains} has. */
  public static final String DEFER_REQUESTED =
      "missing MX, or all MXs point to missing A records, and defer requested";

  public static final Option<Expandable> MORE = Option.expanded("more", "true");
  public static final Option<Boolean> PASS_ON_TIMEOUT = Option.bool("pass_on_timeout", false);
  public static final Option<String> PASS_ROUTER = Option.string("pass_router", null);
  public static final Option<String> REDIRECT_ROUTER = Option.string("redirect_router", null);
  public static final Option<Expandable> REQUIRE_FILES = Option.expanded("require_files", null);
  public static final Option<Expandable> ROUTER_HOME_DIRECTORY =
      Option.expanded("router_home_directory", null);
  public static final Option<String> SELF = Option.string("self", "freeze");
  public static final Option<MatchList> SENDERS = Option.list("senders", Kind.ADDRESS_LIST, null);

  /** {@code set = r_name = value}, several separated by semicolons. */
  public static final Option<String> SET = Option.string("set", null);

  public static final Option<Expandable> TRANSPORT = Option.expanded("transport", null);
  public static final Option<Expandable> TRANSPORT_CURRENT_DIRECTORY =
      Option.expanded("transport_current_directory", null);
  public static final Option<Expandable> TRANSPORT_HOME_DIRECTORY =
      Option.expanded("transport_home_directory", null);
  public static final Option<Expandable> UNSEEN = Option.expanded("unseen", "false");
  public static final Option<Expandable> USER = Option.expanded("user", null);
  public static final Option<Boolean> VERIFY_ONLY = Option.bool("verify_only", false);
  public static final Option<Boolean> VERIFY_RECIPIENT = Option.bool("verify_recipient", true);
  public static final Option<Boolean> VERIFY_SENDER = Option.bool("verify_sender", true);

  /** {@code no_verify} clears both {@code verify_sender} and {@code verify_recipient}. */
  public static final Option<Boolean> VERIFY = Option.bool("verify", true);

  /** All of them, {@code driver} aside. */
  public static final List<Option<?>> ALL =
      List.of(
          ADDRESS_DATA,
          ADDRESS_TEST,
          CANNOT_ROUTE_MESSAGE,
          CASEFUL_LOCAL_PART,
          CHECK_LOCAL_USER,
          CONDITION,
          DEBUG_PRINT,
          DISABLE_LOGGING,
          DNSSEC_REQUEST_DOMAINS,
          DNSSEC_REQUIRE_DOMAINS,
          DOMAINS,
          ERRORS_TO,
          EXPN,
          FAIL_VERIFY,
          FAIL_VERIFY_RECIPIENT,
          FAIL_VERIFY_SENDER,
          FALLBACK_HOSTS,
          GROUP,
          HEADERS_ADD,
          HEADERS_REMOVE,
          IGNORE_TARGET_HOSTS,
          LOCAL_PART_PREFIX,
          LOCAL_PART_PREFIX_OPTIONAL,
          LOCAL_PART_SUFFIX,
          LOCAL_PART_SUFFIX_OPTIONAL,
          LOCAL_PARTS,
          INITGROUPS,
          LOG_AS_LOCAL,
          MORE,
          PASS_ON_TIMEOUT,
          PASS_ROUTER,
          REDIRECT_ROUTER,
          REQUIRE_FILES,
          RETRY_USE_LOCAL_PART,
          ROUTER_HOME_DIRECTORY,
          SELF,
          SENDERS,
          SET,
          TRANSPORT,
          TRANSPORT_CURRENT_DIRECTORY,
          TRANSPORT_HOME_DIRECTORY,
          UNSEEN,
          USER,
          VERIFY,
          VERIFY_ONLY,
          VERIFY_RECIPIENT,
          VERIFY_SENDER);

  private RouterOptions() {}

  /** Generic options of Exim that are refused by name until they do what they say. */
  public static List<String> notYet() {
    return List.of("translate_ip_address");
  }
}
