// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import org.ostler.api.option.Option;
import org.ostler.core.mail.CallerName;

/** Main options about the command line. */
public final class CommandOptions {
  /** The program that {@code -bi} runs; a path, to which no word is added but that of -oA. */
  public static final Option<String> BI_COMMAND = Option.string("bi_command", null);

  /** Whether addresses named beside {@code -t} are left out; else they are added. */
  public static final Option<Boolean> EXTRACT_ADDRESSES_REMOVE_ARGUMENTS =
      Option.bool("extract_addresses_remove_arguments", true);

  private CommandOptions() {}

  public static List<Option<?>> all() {
    return List.of(
        BI_COMMAND,
        EXTRACT_ADDRESSES_REMOVE_ARGUMENTS,
        CallerName.UNKNOWN_LOGIN,
        CallerName.UNKNOWN_USERNAME);
  }
}
