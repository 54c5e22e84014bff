// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.rewrite.Rewriter;

/**
 * One transport of a configuration, ready for use.
 *
 * @param settings its options, generic and the driver's
 * @param driver the driver made ready
 * @param remote whether it sends to other hosts: addresses share a delivery when their hosts are
 *     the same
 * @param handsOn whether it hands a message on as a whole, for all addressees that it has
 * @param headers its {@code headers_rewrite}
 * @param distinctions which addresses it does not take in one go
 */
public record Transport(
    Settings settings,
    TransportDriver.Prepared driver,
    boolean remote,
    boolean handsOn,
    Rewriter headers,
    Distinctions distinctions) {
  public String name() {
    return settings.name();
  }
}
