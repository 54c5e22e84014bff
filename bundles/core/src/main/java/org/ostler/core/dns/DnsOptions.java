// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.time.Duration;
import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;

/** Main options of the resolver. */
public final class DnsOptions {
  /**
   * Servers to ask instead of the system's: HOST or HOST:PORT, colon-separated. Ostler's own word.
   */
  public static final Option<List<String>> DNS_SERVERS = Option.strings("dns_servers", null);

  public static final Option<Duration> DNS_RETRANS = Option.time("dns_retrans", "0s");
  public static final Option<Integer> DNS_RETRY = Option.integer("dns_retry", 0);

  /** Milliseconds after which a lookup is told to the log; 0 for never. */
  public static final Option<Integer> SLOW_LOOKUP_LOG = Option.integer("slow_lookup_log", 0);

  /** How many aliases that a reply ends with are asked for in turn. */
  public static final Option<Integer> DNS_CNAME_LOOPS = Option.integer("dns_cname_loops", 1);

  public static final Option<Integer> DNS_USE_EDNS0 = Option.integer("dns_use_edns0", -1);

  /** 0 forgoes all news of DNSSEC, 1 wants the signatures too; below, whether they were good. */
  public static final Option<Integer> DNS_DNSSEC_OK = Option.integer("dns_dnssec_ok", -1);

  /** Zones about which an authoritative answer counts as a signed one. */
  public static final Option<MatchList> DNS_TRUST_AA =
      Option.list("dns_trust_aa", Kind.DOMAIN_LIST, null);

  /**
   * Who validates: the {@code resolver} that is asked, which must then be trusted, and the way to
   * it; or Ostler itself, {@code local}. Ostler's own word.
   */
  public static final Option<String> DNSSEC_VALIDATION =
      Option.string("dnssec_validation", "resolver");

  /**
   * DS or DNSKEY records, or files of them, from which {@code local} starts: the root's of 2017 and
   * 2024. Ostler's own word.
   */
  public static final Option<List<String>> DNSSEC_TRUST_ANCHORS =
      Option.strings(
          "dnssec_trust_anchors",
          ". IN DS 20326 8 2"
              + " E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"
              + " : . IN DS 38696 8 2"
              + " 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16");

  /** Exim's own pattern. */
  static final String USUAL_NAMES = "(?i)^(?>(?(1)\\.|())[^\\W](?>[a-z0-9/_-]*[^\\W])?)+(\\.?)$";

  /** What names of hosts and mail domains look like; empty for no check. */
  public static final Option<String> DNS_CHECK_NAMES_PATTERN =
      Option.string("dns_check_names_pattern", USUAL_NAMES);

  /** Domains about which no answer means that they do not exist. */
  public static final Option<MatchList> DNS_AGAIN_MEANS_NONEXIST =
      Option.list("dns_again_means_nonexist", Kind.DOMAIN_LIST, null);

  /** Domains for whose hosts AAAA records are not asked for. */
  public static final Option<MatchList> DNS_IPV4_LOOKUP =
      Option.list("dns_ipv4_lookup", Kind.DOMAIN_LIST, null);

  public static final Option<Boolean> DISABLE_IPV6 = Option.bool("disable_ipv6", false);

  /** Whether MX records that point to an IP address are followed, against RFC 1035 §3.3.9. */
  public static final Option<Boolean> ALLOW_MX_TO_IP = Option.bool("allow_mx_to_ip", false);

  /** Where the name of a peer is looked for: {@code bydns}, {@code byaddr}. */
  public static final Option<List<String>> HOST_LOOKUP_ORDER =
      Option.strings("host_lookup_order", "bydns:byaddr");

  private DnsOptions() {}

  public static List<Option<?>> all() {
    return List.of(
        ALLOW_MX_TO_IP,
        DISABLE_IPV6,
        DNS_AGAIN_MEANS_NONEXIST,
        DNS_CNAME_LOOPS,
        DNS_CHECK_NAMES_PATTERN,
        DNS_IPV4_LOOKUP,
        DNS_SERVERS,
        DNS_RETRANS,
        DNS_RETRY,
        DNS_USE_EDNS0,
        DNS_DNSSEC_OK,
        DNS_TRUST_AA,
        HOST_LOOKUP_ORDER,
        SLOW_LOOKUP_LOG,
        DNSSEC_VALIDATION,
        DNSSEC_TRUST_ANCHORS);
  }
}
