// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.ServerHandshake;

/** A server that shows what the test says, and remembers what it was asked. */
public final class MemoryHandshake implements ServerHandshake {
  private final Function<@Nullable String, Identity> identities;
  private final Map<Integer, byte[]> staples;

  /** The names that clients asked for; {@code -} for none. */
  public final List<String> names = new CopyOnWriteArrayList<>();

  /** The certificates that were judged good, with their depth before a blank. */
  public final List<String> judged = new CopyOnWriteArrayList<>();

  public MemoryHandshake(
      Function<@Nullable String, Identity> identities, Map<Integer, byte[]> staples) {
    this.identities = identities;
    this.staples = staples;
  }

  /** One identity under all names. */
  public static MemoryHandshake of(Identity identity) {
    return new MemoryHandshake(name -> identity, Map.of());
  }

  @Override
  public Identity identity(@Nullable String serverName) {
    names.add(serverName == null ? "-" : serverName);
    return identities.apply(serverName);
  }

  @Override
  public Map<Integer, byte[]> staples(List<X509Certificate> chain, int position) {
    return staples;
  }

  @Override
  public @Nullable String judged(X509Certificate certificate, int depth) {
    judged.add(depth + " " + certificate.getSubjectX500Principal().getName());
    return null;
  }
}
