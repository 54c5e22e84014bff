// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/**
 * A {@code driver =} of an authenticator. The generic options, among them {@code server_condition}
 * and {@code client_condition}, are core's; the driver speaks the mechanism.
 */
@ConsumerType
public interface AuthenticatorDriver {
  /** The driver's name. */
  String name();

  /** The driver's private options. */
  List<Option<?>> options();

  /**
   * Prepares one authenticator of a configuration.
   *
   * @param mechanism the name that SMTP knows it by, {@code public_name}
   */
  Prepared prepare(String mechanism, Settings settings) throws InvalidArgument;

  /**
   * An authenticator made ready. Called from many threads.
   *
   * @param server the server's part, or null when the options do not ask for one
   * @param client the client's part, or null when the options do not ask for one
   */
  record Prepared(@Nullable ServerMechanism server, @Nullable ClientMechanism client) {}
}
