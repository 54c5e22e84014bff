// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.dns.DnssecWitness;
import org.ostler.api.dns.Resolver;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;

/** <code>${lookup dnsdb{type=name}}</code>: records of the DNS as text. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=lookup", "word:List<String>=\"dnsdb\""})
public final class DnsdbLookup implements Lookup {
  private final Resolver resolver;

  @Activate
  public DnsdbLookup(@Reference Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public String name() {
    return "dnsdb";
  }

  @Override
  public Style style() {
    return Style.QUERY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    if (!options.isEmpty()) {
      throw new InvalidArgument(
          "the lookup dnsdb takes no options, but has \"" + String.join(",", options) + "\"");
    }
    return (query, _, mail) -> find(query.value(), mail);
  }

  private Answer find(String text, MailView mail) throws InterruptedException {
    DnsdbQuery query;
    try {
      query = DnsdbQuery.parse(text);
    } catch (MalformedQuery malformed) {
      return new Answer.Deferred(malformed.why());
    }
    DnsdbRun run = new DnsdbRun(resolver, query);
    Answer answer =
        query.patience().isEmpty() ? run.run() : within(query.patience().get(), query, run);
    if (mail instanceof DnssecWitness witness) {
      if (query.security() == DnsdbQuery.Choice.NEVER) {
        witness.lookupUnasked();
      } else {
        witness.lookupAuthenticated(run.authenticated());
      }
    }
    return answer;
  }

  /** With {@code retrans_} or {@code retry_}: what is not told in time counts as a deferral. */
  private static Answer within(Duration limit, DnsdbQuery query, DnsdbRun run)
      throws InterruptedException {
    FutureTask<Answer> task = new FutureTask<>(run::run);
    Thread.ofVirtual().name("dnsdb").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return query.deferring() == DnsdbQuery.Choice.NEVER
          ? new Answer.Missing()
          : new Answer.Deferred("no answer within " + limit.toSeconds() + "s");
    } catch (ExecutionException | CancellationException broken) {
      throw new IllegalStateException(broken);
    } finally {
      task.cancel(true);
    }
  }
}
