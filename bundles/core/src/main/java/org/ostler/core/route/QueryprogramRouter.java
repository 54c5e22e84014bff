// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.RouterDriver;
import org.ostler.core.process.CommandWords;

/** {@code driver = queryprogram}: a command says what is to become of an address. */
public final class QueryprogramRouter implements RouterDriver {
  // Split into words first, each word expanded then: an expansion never makes a second word.
  static final Option<String> COMMAND = Option.string("command", null);
  static final Option<String> COMMAND_GROUP = Option.string("command_group", null);

  /** Who runs the command, when the server may choose; it has to be said. */
  static final Option<String> COMMAND_USER = Option.string("command_user", null);

  static final Option<Expandable> CURRENT_DIRECTORY = Option.expanded("current_directory", "/");
  static final Option<Duration> TIMEOUT = Option.time("timeout", "1h");

  private final Surroundings surroundings;

  public QueryprogramRouter(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return "queryprogram";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(COMMAND, COMMAND_GROUP, COMMAND_USER, CURRENT_DIRECTORY, TIMEOUT);
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.find(COMMAND).isEmpty()) {
      throw new InvalidArgument("a command specification is required in router " + settings.name());
    }
    if (settings.find(COMMAND_USER).isEmpty()) {
      throw new InvalidArgument("command_user must be specified in router " + settings.name());
    }
    CommandWords.split(settings.value(COMMAND));
    SelfAction self = SelfAction.of(settings.value(RouterOptions.SELF));
    return new QueryProgram(settings, self, surroundings);
  }
}
