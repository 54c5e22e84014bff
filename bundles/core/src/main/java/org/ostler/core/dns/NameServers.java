// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** The name servers that are asked, one after another. Safe for many threads. */
final class NameServers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int TRIES = 2;
  // A chain from the root down to a name of several labels, with keys and delegations.
  private static final int VALIDATION_STEPS = 6;

  private final List<Resolver> servers = new ArrayList<>();
  private final int tries;
  private final Duration limit;
  private final boolean asksForSecurity;

  NameServers(Settings main) throws InvalidArgument {
    List<InetSocketAddress> addresses =
        main.find(DnsOptions.DNS_SERVERS).isPresent()
            ? ServerList.parse(main.value(DnsOptions.DNS_SERVERS))
            : ServerList.system();
    Duration retrans = main.value(DnsOptions.DNS_RETRANS);
    Duration wait = retrans.isZero() ? PATIENCE : retrans;
    this.tries = main.value(DnsOptions.DNS_RETRY) > 0 ? main.value(DnsOptions.DNS_RETRY) : TRIES;
    this.asksForSecurity = main.value(DnsOptions.DNS_DNSSEC_OK) != 0;
    boolean here = validatesHere(main);
    this.limit = (here ? wait.multipliedBy(VALIDATION_STEPS) : wait).plusSeconds(1);
    for (InetSocketAddress address : addresses) {
      SimpleResolver one = new SimpleResolver(address);
      one.setTimeout(wait);
      boolean secure = main.value(DnsOptions.DNS_DNSSEC_OK) > 0;
      // 0 turns EDNS off, which some old servers need; the DO flag cannot do without it.
      boolean plain = main.value(DnsOptions.DNS_USE_EDNS0) == 0 && !secure;
      one.setEDNS(plain ? -1 : 0, 0, secure ? ExtendedFlags.DO : 0);
      servers.add(here && asksForSecurity ? validating(one, main) : one);
    }
  }

  private static boolean validatesHere(Settings main) throws InvalidArgument {
    String where = main.value(DnsOptions.DNSSEC_VALIDATION);
    return switch (where) {
      case "local" -> true;
      case "resolver" -> false;
      default ->
          throw new InvalidArgument(
              "dnssec_validation: \"" + where + "\" is unknown: use resolver or local");
    };
  }

  private static ValidatingResolver validating(SimpleResolver server, Settings main)
      throws InvalidArgument {
    ValidatingResolver validating = new ValidatingResolver(server);
    TrustAnchors.of(main).forEach(validating.getTrustAnchors()::store);
    return validating;
  }

  /** Whether what answers say of their security counts ({@code dns_dnssec_ok = 0} forgoes it). */
  boolean asksForSecurity() {
    return asksForSecurity;
  }

  /** Asks until one knows, as often as the configuration says. */
  Message ask(Name name, int type) throws IOException, InterruptedException {
    IOException last = new IOException("there is no name server to ask");
    for (int i = 0; i < tries; i++) {
      for (Resolver server : servers) {
        try {
          Message reply = ask(server, name, type);
          int code = reply.getRcode();
          if (code == Rcode.NOERROR || code == Rcode.NXDOMAIN) {
            return reply;
          }
          last = new IOException("the name server answered " + Rcode.string(code));
        } catch (IOException trouble) {
          last = trouble;
        }
      }
    }
    throw last;
  }

  private Message ask(Resolver server, Name name, int type)
      throws IOException, InterruptedException {
    Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
    if (asksForSecurity) {
      // RFC 6840 §5.7: the flag alone asks whether the answer was validated; no signature need
      // come with it.
      query.getHeader().setFlag(Flags.AD);
    }
    try {
      return server
          .sendAsync(query)
          .toCompletableFuture()
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("no answer from the name servers", failed.getCause());
    } catch (TimeoutException late) {
      throw new IOException("no answer from the name servers in time", late);
    }
  }
}
