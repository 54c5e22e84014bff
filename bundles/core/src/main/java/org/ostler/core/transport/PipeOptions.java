// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** The private options of the pipe transport. */
public final class PipeOptions {
  public static final Option<Expandable> ALLOW_COMMANDS = Option.expanded("allow_commands", null);
  public static final Option<Expandable> CHECK_STRING = Option.expanded("check_string", null);
  // Split into words first, each word expanded then: an expansion never makes a second word.
  public static final Option<String> COMMAND = Option.string("command", null);
  public static final Option<Expandable> ENVIRONMENT = Option.expanded("environment", null);
  public static final Option<Expandable> ESCAPE_STRING = Option.expanded("escape_string", null);
  public static final Option<Boolean> FORCE_COMMAND = Option.bool("force_command", false);
  public static final Option<Boolean> IGNORE_STATUS = Option.bool("ignore_status", false);
  public static final Option<Boolean> LOG_DEFER_OUTPUT = Option.bool("log_defer_output", false);
  public static final Option<Boolean> LOG_FAIL_OUTPUT = Option.bool("log_fail_output", false);
  public static final Option<Boolean> LOG_OUTPUT = Option.bool("log_output", false);
  public static final Option<Long> MAX_OUTPUT = Option.size("max_output", "20K");
  public static final Option<Expandable> MESSAGE_PREFIX = Option.expanded("message_prefix", null);
  public static final Option<Expandable> MESSAGE_SUFFIX = Option.expanded("message_suffix", null);
  public static final Option<Expandable> PATH = Option.expanded("path", "/bin:/usr/bin");
  public static final Option<Boolean> RESTRICT_TO_PATH = Option.bool("restrict_to_path", false);
  public static final Option<Boolean> RETURN_FAIL_OUTPUT = Option.bool("return_fail_output", false);
  public static final Option<Boolean> RETURN_OUTPUT = Option.bool("return_output", false);
  public static final Option<String> TEMP_ERRORS = Option.string("temp_errors", "75:73");
  public static final Option<Duration> TIMEOUT = Option.time("timeout", "1h");
  public static final Option<Boolean> TIMEOUT_DEFER = Option.bool("timeout_defer", false);
  public static final Option<Boolean> FREEZE_EXEC_FAIL = Option.bool("freeze_exec_fail", false);
  public static final Option<Boolean> FREEZE_SIGNAL = Option.bool("freeze_signal", false);

  /** As the local user who sent the message. */
  public static final Option<Boolean> PIPE_AS_CREATOR = Option.bool("pipe_as_creator", false);

  /** Whether the command may leave a core dump behind, as far as the server's own limit goes. */
  public static final Option<Boolean> PERMIT_COREDUMP = Option.bool("permit_coredump", false);

  /** Permissions that files of the command never have. */
  public static final Option<Integer> UMASK = Option.octal("umask", "022");

  /** Whether the command is a text for {@code /bin/sh}, and not words. */
  public static final Option<Boolean> USE_SHELL = Option.bool("use_shell", false);

  public static final Option<Boolean> USE_BSMTP = Option.bool("use_bsmtp", false);
  public static final Option<Boolean> USE_CRLF = Option.bool("use_crlf", false);

  private PipeOptions() {}

  /** All of them, for the driver. */
  public static List<Option<?>> all() {
    return List.of(
        ALLOW_COMMANDS,
        CHECK_STRING,
        COMMAND,
        ENVIRONMENT,
        ESCAPE_STRING,
        FORCE_COMMAND,
        IGNORE_STATUS,
        LOG_DEFER_OUTPUT,
        LOG_FAIL_OUTPUT,
        LOG_OUTPUT,
        MAX_OUTPUT,
        MESSAGE_PREFIX,
        MESSAGE_SUFFIX,
        PATH,
        PERMIT_COREDUMP,
        UMASK,
        USE_SHELL,
        RESTRICT_TO_PATH,
        RETURN_FAIL_OUTPUT,
        RETURN_OUTPUT,
        TEMP_ERRORS,
        TIMEOUT,
        TIMEOUT_DEFER,
        FREEZE_EXEC_FAIL,
        FREEZE_SIGNAL,
        PIPE_AS_CREATOR,
        BatchOptions.BATCH_ID,
        BatchOptions.BATCH_MAX,
        USE_BSMTP,
        USE_CRLF);
  }
}
