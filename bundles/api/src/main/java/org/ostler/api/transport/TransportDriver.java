// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.transport;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** A {@code driver =} of a transport. */
@ConsumerType
public interface TransportDriver {
  /** The driver's name. */
  String name();

  /** The driver's private options. */
  List<Option<?>> options();

  /**
   * Whether it hands mail on as it stands in the queue, for another program to deliver. The generic
   * options of its transports, which are for deliveries, mean nothing then.
   */
  default boolean handsOn() {
    return false;
  }

  /** Prepares one transport of a configuration. */
  Prepared prepare(Settings settings) throws InvalidArgument;

  /** A transport made ready. Called from many threads; may block within its own time limits. */
  interface Prepared {
    /**
     * Delivers a message to all of {@link Delivery#addressees()} and reports one outcome for each
     * before it returns; core defers those that got none. An interrupt asks to stop: what is not
     * yet delivered is deferred.
     */
    void deliver(Delivery delivery) throws InterruptedException;
  }
}
