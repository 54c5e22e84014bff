// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.dns.Resolver;

/**
 * The check_host function of RFC 7208 §4. Safe for many threads; blocks on DNS within the limits of
 * §4.6.4. Never throws for what is published: errors are results.
 */
public final class SpfEvaluator {
  private final Resolver resolver;
  private final InstantSource clock;

  public SpfEvaluator(Resolver resolver, InstantSource clock) {
    this.resolver = resolver;
    this.clock = clock;
  }

  /**
   * Checks the policy that the identity's domain publishes.
   *
   * @param receiver the name of this host, for the {@code r} macro; empty when unknown
   */
  public SpfOutcome check(SpfIdentity identity, String receiver) throws InterruptedException {
    return new SpfCheck(resolver, clock, identity, receiver).published();
  }

  /** Checks a policy written here, as if the identity's domain had published it: a best guess. */
  public SpfOutcome checkAgainst(String record, SpfIdentity identity, String receiver)
      throws InterruptedException {
    return new SpfCheck(resolver, clock, identity, receiver).against(record);
  }

  /** The one SPF record among TXT records; null when there is none (RFC 7208 §4.5). */
  static @Nullable SpfRecord select(List<String> texts) throws SpfError {
    List<String> candidates = texts.stream().filter(SpfRecord::isSpf).toList();
    if (candidates.size() > 1) {
      throw SpfError.permanent("Multiple SPF or TXT records for domain.");
    }
    return candidates.isEmpty() ? null : SpfRecord.parse(candidates.getFirst());
  }
}
