// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import org.ostler.api.option.Option;

/** Main options about the command line. */
public final class CommandOptions {
  /** The program that {@code -bi} runs; a path, to which no word is added but that of -oA. */
  public static final Option<String> BI_COMMAND = Option.string("bi_command", null);

  private CommandOptions() {}

  public static List<Option<?>> all() {
    return List.of(BI_COMMAND);
  }
}
