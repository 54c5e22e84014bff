// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;
import org.ostler.core.acl.AclOptions;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.core.receive.SpaceCheck;
import org.ostler.core.route.OwnAddresses;

/**
 * The main options of SMTP input. Defaults are Exim's but for three, where Exim's protect a host
 * from its own processes: {@code smtp_accept_max} (20000, Exim 20), {@code
 * smtp_accept_queue_per_connection} (0, Exim 10) and {@code smtp_connect_backlog} (1024, Exim 20).
 * {@code smtp_session_timeout} is Ostler's own.
 */
public final class SmtpOptions {
  public static final Option<List<String>> DAEMON_SMTP_PORTS =
      Option.strings("daemon_smtp_ports", "smtp");
  public static final Option<Expandable> SMTP_ACTIVE_HOSTNAME =
      Option.expanded("smtp_active_hostname", null);
  public static final Option<Expandable> SMTP_BANNER =
      Option.expanded(
          "smtp_banner", "$smtp_active_hostname ESMTP Ostler $ostler_version $tod_full");
  public static final Option<Integer> SMTP_ACCEPT_MAX = Option.integer("smtp_accept_max", 20000);
  public static final Option<Expandable> SMTP_ACCEPT_MAX_PER_HOST =
      Option.expanded("smtp_accept_max_per_host", null);

  /** Messages that a connection may bring when the configuration names no number that is one. */
  static final int MESSAGES_PER_CONNECTION = 1000;

  public static final Option<Expandable> SMTP_ACCEPT_MAX_PER_CONNECTION =
      Option.expanded("smtp_accept_max_per_connection", String.valueOf(MESSAGES_PER_CONNECTION));
  public static final Option<Integer> SMTP_ACCEPT_MAX_NONMAIL =
      Option.integer("smtp_accept_max_nonmail", 10);
  public static final Option<MatchList> SMTP_ACCEPT_MAX_NONMAIL_HOSTS =
      Option.hosts("smtp_accept_max_nonmail_hosts", "*");
  public static final Option<Boolean> SMTP_ACCEPT_KEEPALIVE =
      Option.bool("smtp_accept_keepalive", true);
  public static final Option<Integer> SMTP_CONNECT_BACKLOG =
      Option.integer("smtp_connect_backlog", 1024);
  public static final Option<Boolean> SMTP_ENFORCE_SYNC = Option.bool("smtp_enforce_sync", true);
  public static final Option<Integer> SMTP_MAX_SYNPROT_ERRORS =
      Option.integer("smtp_max_synprot_errors", 3);
  public static final Option<Integer> SMTP_MAX_UNKNOWN_COMMANDS =
      Option.integer("smtp_max_unknown_commands", 3);
  public static final Option<Expandable> SMTP_RECEIVE_TIMEOUT =
      Option.expanded("smtp_receive_timeout", "5m");

  /** How long a session may last whatever it does; 0 for ever. Ostler's own. */
  public static final Option<Duration> SMTP_SESSION_TIMEOUT =
      Option.time("smtp_session_timeout", "4h");

  public static final Option<Boolean> SMTP_RETURN_ERROR_DETAILS =
      AclOptions.SMTP_RETURN_ERROR_DETAILS;
  public static final Option<Boolean> TCP_NODELAY = Option.bool("tcp_nodelay", true);
  public static final Option<Boolean> ACCEPT_8BITMIME = Option.bool("accept_8bitmime", true);
  public static final Option<MatchList> AUTH_ADVERTISE_HOSTS =
      Option.hosts("auth_advertise_hosts", "*");
  public static final Option<MatchList> CHUNKING_ADVERTISE_HOSTS =
      Option.hosts("chunking_advertise_hosts", "*");

  /**
   * Who is told how many messages and recipients are taken (RFC 9422); nobody by default, where
   * later Exims tell all.
   */
  public static final Option<MatchList> LIMITS_ADVERTISE_HOSTS =
      Option.hosts("limits_advertise_hosts", null);

  public static final Option<MatchList> PIPELINING_ADVERTISE_HOSTS =
      Option.hosts("pipelining_advertise_hosts", "*");

  /**
   * Who need not wait for the banner nor for the reply to EHLO; nobody by default, where Exim lets
   * everybody.
   */
  public static final Option<MatchList> PIPELINING_CONNECT_ADVERTISE_HOSTS =
      Option.hosts("pipelining_connect_advertise_hosts", null);

  public static final Option<MatchList> SMTPUTF8_ADVERTISE_HOSTS =
      Option.hosts("smtputf8_advertise_hosts", "*");
  public static final Option<Expandable> RECIPIENTS_MAX =
      Option.expanded("recipients_max", "50000");
  public static final Option<Boolean> RECIPIENTS_MAX_REJECT =
      Option.bool("recipients_max_reject", false);
  public static final Option<MatchList> HELO_ACCEPT_JUNK_HOSTS =
      Option.hosts("helo_accept_junk_hosts", null);
  public static final Option<String> HELO_ALLOW_CHARS = Option.string("helo_allow_chars", null);
  public static final Option<MatchList> HELO_LOOKUP_DOMAINS =
      Option.list("helo_lookup_domains", Kind.DOMAIN_LIST, "@ : @[]");
  public static final Option<MatchList> HELO_TRY_VERIFY_HOSTS =
      Option.hosts("helo_try_verify_hosts", null);
  public static final Option<MatchList> HELO_VERIFY_HOSTS = Option.hosts("helo_verify_hosts", null);
  public static final Option<MatchList> HOSTS_REQUIRE_HELO =
      Option.hosts("hosts_require_helo", "*");

  /** The proxies that may say whom they speak for: XCLIENT. */
  public static final Option<MatchList> HOSTS_XCLIENT = Option.hosts("hosts_xclient", null);

  public static final Option<MatchList> HOST_LOOKUP = Option.hosts("host_lookup", null);
  public static final Option<MatchList> HOST_REJECT_CONNECTION =
      Option.hosts("host_reject_connection", null);
  public static final Option<MatchList> HOSTS_CONNECTION_NOLOG =
      Option.hosts("hosts_connection_nolog", null);
  public static final Option<MatchList> SENDER_UNQUALIFIED_HOSTS =
      Option.hosts("sender_unqualified_hosts", null);
  public static final Option<MatchList> RECIPIENT_UNQUALIFIED_HOSTS =
      Option.hosts("recipient_unqualified_hosts", null);

  private static final List<Option<?>> OWN =
      List.of(
          DAEMON_SMTP_PORTS,
          OwnAddresses.LOCAL_INTERFACES,
          SMTP_ACTIVE_HOSTNAME,
          SMTP_BANNER,
          SMTP_ACCEPT_MAX,
          SMTP_ACCEPT_MAX_PER_HOST,
          SMTP_ACCEPT_MAX_PER_CONNECTION,
          SMTP_ACCEPT_MAX_NONMAIL,
          SMTP_ACCEPT_MAX_NONMAIL_HOSTS,
          SMTP_ACCEPT_KEEPALIVE,
          SMTP_CONNECT_BACKLOG,
          SMTP_ENFORCE_SYNC,
          SMTP_MAX_SYNPROT_ERRORS,
          SMTP_MAX_UNKNOWN_COMMANDS,
          SMTP_RECEIVE_TIMEOUT,
          SMTP_SESSION_TIMEOUT,
          SMTP_RETURN_ERROR_DETAILS,
          TCP_NODELAY,
          ACCEPT_8BITMIME,
          AUTH_ADVERTISE_HOSTS,
          CHUNKING_ADVERTISE_HOSTS,
          LIMITS_ADVERTISE_HOSTS,
          PIPELINING_ADVERTISE_HOSTS,
          PIPELINING_CONNECT_ADVERTISE_HOSTS,
          SMTPUTF8_ADVERTISE_HOSTS,
          RECIPIENTS_MAX,
          RECIPIENTS_MAX_REJECT,
          HELO_ACCEPT_JUNK_HOSTS,
          HELO_ALLOW_CHARS,
          HELO_LOOKUP_DOMAINS,
          HELO_TRY_VERIFY_HOSTS,
          HELO_VERIFY_HOSTS,
          HOSTS_REQUIRE_HELO,
          HOSTS_XCLIENT,
          HOST_LOOKUP,
          HOST_REJECT_CONNECTION,
          HOSTS_CONNECTION_NOLOG,
          SENDER_UNQUALIFIED_HOSTS,
          RECIPIENT_UNQUALIFIED_HOSTS,
          AddressSyntax.STRIP_EXCESS_ANGLE_BRACKETS,
          AddressSyntax.STRIP_TRAILING_DOT,
          AddressSyntax.ALLOW_DOMAIN_LITERALS,
          AddressSyntax.ALLOW_UTF8_DOMAINS);

  private static final List<Option<?>> OTHERS =
      List.of(
          AclOptions.DNS_CSA_SEARCH_LIMIT,
          AclOptions.DNS_CSA_USE_REVERSE,
          AclOptions.STRICT_ACL_VARS,
          Etrn.SMTP_ETRN_COMMAND,
          Etrn.SMTP_ETRN_SERIALIZE,
          WellKnown.WELLKNOWN_ADVERTISE_HOSTS);

  private SmtpOptions() {}

  /** Everything that the SMTP server and the reception of messages read from the main part. */
  public static List<Option<?>> all() {
    return Stream.of(
            OWN,
            OTHERS,
            TrafficOptions.all(),
            IdentQuery.options(),
            ReceiveOptions.all(),
            SpaceCheck.options())
        .<Option<?>>flatMap(List::stream)
        .toList();
  }

  /**
   * Exim's options of SMTP input that are not there yet: the configuration refuses them by name.
   */
  public static List<String> notYet() {
    return List.of("local_scan_timeout", "mua_wrapper");
  }
}
