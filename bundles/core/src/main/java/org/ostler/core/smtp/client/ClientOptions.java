// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.core.deliver.TransportOptions;

/** The private options of the smtp transport. */
public final class ClientOptions {
  public static final Option<Expandable> AUTHENTICATED_SENDER =
      Option.expanded("authenticated_sender", null);
  public static final Option<Boolean> AUTHENTICATED_SENDER_FORCE =
      Option.bool("authenticated_sender_force", false);
  public static final Option<MatchList> HOSTS_REQUIRE_AUTH =
      Option.hosts("hosts_require_auth", null);
  public static final Option<MatchList> HOSTS_TRY_AUTH = Option.hosts("hosts_try_auth", null);
  public static final Option<Boolean> ALLOW_LOCALHOST = Option.bool("allow_localhost", false);
  public static final Option<Duration> COMMAND_TIMEOUT = Option.time("command_timeout", "5m");
  public static final Option<Duration> CONNECT_TIMEOUT = Option.time("connect_timeout", "5m");
  public static final Option<Integer> CONNECTION_MAX_MESSAGES =
      Option.integer("connection_max_messages", 500);
  public static final Option<Duration> DATA_TIMEOUT = Option.time("data_timeout", "5m");
  public static final Option<MatchList> DNSSEC_REQUEST_DOMAINS =
      Option.list("dnssec_request_domains", Kind.DOMAIN_LIST, "*");
  public static final Option<MatchList> DNSSEC_REQUIRE_DOMAINS =
      Option.list("dnssec_require_domains", Kind.DOMAIN_LIST, null);
  public static final Option<Expandable> DSCP = Option.expanded("dscp", null);
  public static final Option<List<String>> FALLBACK_HOSTS = Option.strings("fallback_hosts", null);
  public static final Option<Duration> FINAL_TIMEOUT = Option.time("final_timeout", "10m");
  public static final Option<Boolean> GETHOSTBYNAME = Option.bool("gethostbyname", false);
  public static final Option<Expandable> HELO_DATA =
      Option.expanded("helo_data", "$primary_hostname");
  public static final Option<Expandable> HOSTS = Option.expanded("hosts", null);
  public static final Option<MatchList> HOSTS_AVOID_ESMTP = Option.hosts("hosts_avoid_esmtp", null);
  public static final Option<MatchList> HOSTS_AVOID_PIPELINING =
      Option.hosts("hosts_avoid_pipelining", null);
  public static final Option<Integer> HOSTS_MAX_TRY = Option.integer("hosts_max_try", 5);
  public static final Option<Integer> HOSTS_MAX_TRY_HARDLIMIT =
      Option.integer("hosts_max_try_hardlimit", 50);
  public static final Option<Boolean> HOSTS_OVERRIDE = Option.bool("hosts_override", false);
  public static final Option<Boolean> HOSTS_RANDOMIZE = Option.bool("hosts_randomize", false);
  public static final Option<MatchList> HOSTS_TRY_CHUNKING =
      Option.hosts("hosts_try_chunking", "*");

  /**
   * Which of several hosts behind one name a session of TLS belongs to: settled, since sessions are
   * kept by address and port.
   */
  public static final Option<Expandable> HOST_NAME_EXTRACT =
      Option.expanded(
          "host_name_extract",
          "${if and {{match{$host}{.outlook.com\\$}} {match{$item}{\\N^250-([\\w.]+)\\s\\N}}}"
              + " {$1}}");

  /** The SOCKS proxies that connections are made by. */
  public static final Option<Expandable> SOCKS_PROXY = Option.expanded("socks_proxy", null);

  public static final Option<Expandable> INTERFACE = Option.expanded("interface", null);
  public static final Option<Boolean> KEEPALIVE = Option.bool("keepalive", true);
  public static final Option<Boolean> LMTP_IGNORE_QUOTA = Option.bool("lmtp_ignore_quota", false);
  public static final Option<Integer> MAX_RCPT = Option.integer("max_rcpt", 100);
  public static final Option<Integer> MESSAGE_LINELENGTH_LIMIT =
      Option.integer("message_linelength_limit", 998);
  public static final Option<Expandable> MULTI_DOMAIN = Option.expanded("multi_domain", "true");
  public static final Option<Expandable> PORT = Option.expanded("port", null);
  public static final Option<Expandable> PROTOCOL = Option.expanded("protocol", "smtp");

  /** Whether a host's name without dots is completed by the domain of this host. */
  public static final Option<Boolean> DNS_QUALIFY_SINGLE = Option.bool("dns_qualify_single", true);

  /** Whether a host that is not found is looked for in the domains above this host too. */
  public static final Option<Boolean> DNS_SEARCH_PARENTS = Option.bool("dns_search_parents", false);

  /** Hosts that are talked to over one connection at a time. */
  public static final Option<MatchList> SERIALIZE_HOSTS = Option.hosts("serialize_hosts", null);

  public static final Option<Integer> SIZE_ADDITION = Option.integer("size_addition", 1024);
  public static final Option<Expandable> UTF8_DOWNCONVERT =
      Option.expanded("utf8_downconvert", "-1");

  private ClientOptions() {}

  /** All of them, for the driver. */
  public static List<Option<?>> all() {
    return List.of(
        TransportOptions.ADDRESS_RETRY_INCLUDE_SENDER,
        ALLOW_LOCALHOST,
        TransportOptions.DELAY_AFTER_CUTOFF,
        TransportOptions.RETRY_INCLUDE_IP_ADDRESS,
        AUTHENTICATED_SENDER,
        AUTHENTICATED_SENDER_FORCE,
        HOSTS_REQUIRE_AUTH,
        HOSTS_TRY_AUTH,
        COMMAND_TIMEOUT,
        CONNECT_TIMEOUT,
        CONNECTION_MAX_MESSAGES,
        DATA_TIMEOUT,
        DNSSEC_REQUEST_DOMAINS,
        DNSSEC_REQUIRE_DOMAINS,
        DSCP,
        FALLBACK_HOSTS,
        FINAL_TIMEOUT,
        GETHOSTBYNAME,
        HELO_DATA,
        HOST_NAME_EXTRACT,
        HOSTS,
        HOSTS_AVOID_ESMTP,
        HOSTS_AVOID_PIPELINING,
        HOSTS_MAX_TRY,
        HOSTS_MAX_TRY_HARDLIMIT,
        HOSTS_OVERRIDE,
        HOSTS_RANDOMIZE,
        HOSTS_TRY_CHUNKING,
        INTERFACE,
        KEEPALIVE,
        LMTP_IGNORE_QUOTA,
        MAX_RCPT,
        MESSAGE_LINELENGTH_LIMIT,
        MULTI_DOMAIN,
        PORT,
        PROTOCOL,
        DNS_QUALIFY_SINGLE,
        DNS_SEARCH_PARENTS,
        SERIALIZE_HOSTS,
        SIZE_ADDITION,
        SOCKS_PROXY,
        UTF8_DOWNCONVERT);
  }
}
