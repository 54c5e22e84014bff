// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.util.List;
import java.util.function.Function;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.log.Log;
import org.ostler.core.process.CommandWords;

/**
 * The pipe transport driver: hands the message to a command, which is run without a shell but for
 * {@code use_shell}.
 */
public final class PipeTransport implements TransportDriver {
  private final Function<String, Expandable> compiler;
  private final Log log;

  /** {@code compiler} compiles the words of commands that redirection gives. */
  public PipeTransport(Function<String, Expandable> compiler, Log log) {
    this.compiler = compiler;
    this.log = log;
  }

  @Override
  public String name() {
    return "pipe";
  }

  @Override
  public List<Option<?>> options() {
    return PipeOptions.all();
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    for (String code : settings.value(PipeOptions.TEMP_ERRORS).split(":", -1)) {
      if (!code.strip().matches("[0-9]{1,3}|\\*|")) {
        throw new InvalidArgument(
            "temp_errors must be a list of numbers or an asterisk, not \"" + code.strip() + "\"");
      }
    }
    if (settings.value(PipeOptions.RETURN_OUTPUT)
        && settings.value(PipeOptions.RETURN_FAIL_OUTPUT)) {
      throw new InvalidArgument("return_output and return_fail_output cannot both be set");
    }
    if (settings.value(PipeOptions.USE_SHELL)) {
      checkShell(settings);
      return new PipeDelivery(settings, compiler, log);
    }
    CommandWords.split(settings.find(PipeOptions.COMMAND).orElse(""));
    return new PipeDelivery(settings, compiler, log);
  }

  /** What restricts the program cannot be held where a shell may start any. */
  private void checkShell(Settings settings) throws InvalidArgument {
    if (settings.isSet(PipeOptions.ALLOW_COMMANDS)) {
      throw new InvalidArgument("both allow_commands and use_shell set");
    }
    if (settings.value(PipeOptions.RESTRICT_TO_PATH)) {
      throw new InvalidArgument("both restrict_to_path and use_shell set");
    }
  }
}
