// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.dns.Resolver;

/**
 * DNS for features, as the configuration in force wants it. It is there before a configuration is
 * read, since that may name words of features that need it.
 */
@Component(service = {Resolver.class, CurrentResolver.class})
public final class CurrentResolver implements Resolver {
  private volatile @Nullable Resolver current;

  void use(Resolver next) {
    current = next;
  }

  @Override
  public Answer query(String name, RecordType type) throws InterruptedException {
    Resolver resolver = current;
    return resolver == null
        ? new Answer.TryAgain("no configuration is in force yet")
        : resolver.query(name, type);
  }
}
