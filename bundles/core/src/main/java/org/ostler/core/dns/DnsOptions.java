// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.time.Duration;
import java.util.List;
import org.ostler.api.option.Option;

/** Main options of the resolver. */
public final class DnsOptions {
  /**
   * Servers to ask instead of the system's: HOST or HOST:PORT, colon-separated. Ostler's own word.
   */
  public static final Option<List<String>> DNS_SERVERS = Option.strings("dns_servers", null);

  public static final Option<Duration> DNS_RETRANS = Option.time("dns_retrans", "0s");
  public static final Option<Integer> DNS_RETRY = Option.integer("dns_retry", 0);
  public static final Option<Integer> DNS_USE_EDNS0 = Option.integer("dns_use_edns0", -1);
  public static final Option<Integer> DNS_DNSSEC_OK = Option.integer("dns_dnssec_ok", -1);

  private DnsOptions() {}

  public static List<Option<?>> all() {
    return List.of(DNS_SERVERS, DNS_RETRANS, DNS_RETRY, DNS_USE_EDNS0, DNS_DNSSEC_OK);
  }
}
