// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;

/** The lmtp transport driver: speaks LMTP (RFC 2033) to a Unix-domain socket or to a command. */
public final class LmtpTransport implements TransportDriver {
  public static final Option<Expandable> BATCH_ID = Option.expanded("batch_id", null);
  public static final Option<Integer> BATCH_MAX = Option.integer("batch_max", 1);
  // Split into words first, each word expanded then: an expansion never makes a second word.
  public static final Option<String> COMMAND = Option.string("command", null);
  public static final Option<Boolean> IGNORE_QUOTA = Option.bool("ignore_quota", false);
  public static final Option<Expandable> SOCKET = Option.expanded("socket", null);
  public static final Option<Duration> TIMEOUT = Option.time("timeout", "5m");

  private final IdleConnections connections;
  private final Function<String, Expandable> compiler;

  /** {@code compiler} compiles the words of commands. */
  public LmtpTransport(IdleConnections connections, Function<String, Expandable> compiler) {
    this.connections = connections;
    this.compiler = compiler;
  }

  @Override
  public String name() {
    return "lmtp";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(BATCH_ID, BATCH_MAX, COMMAND, IGNORE_QUOTA, SOCKET, TIMEOUT);
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.isSet(COMMAND) == settings.isSet(SOCKET)) {
      throw new InvalidArgument(
          "one (and only one) of \"command\" or \"socket\" must be set for the "
              + settings.name()
              + " transport");
    }
    return new LmtpDelivery(settings, new LocalPeer(settings, compiler, connections.deadlines()));
  }
}
