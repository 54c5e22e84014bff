// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.option.OptionPrinter;

/** What options of transports are when nobody sets them, where that depends on other options. */
final class DriverDefaults {
  private static final String PREFIX =
      "From ${if def:return_path{$return_path}{MAILER-DAEMON}} ${tod_bsdinbox}\\n";

  private static final Option<String> DRIVER = Option.string("driver", null);

  private DriverDefaults() {}

  /** The value as {@code -bP} shows it; null where it is what the settings say. */
  static @Nullable String of(Option<?> option, Settings settings) {
    return switch (settings.find(DRIVER).orElse("")) {
      case "appendfile" -> ofFile(option, settings);
      case "pipe" -> batched(option, settings, false, true);
      case "smtp" ->
          option.name().equals("port") && !settings.isSet(option)
              ? OptionPrinter.value(Option.expanded("protocol", "smtp"), settings)
              : null;
      default -> null;
    };
  }

  private static @Nullable String ofFile(Option<?> option, Settings settings) {
    if (option.name().equals("quota_warn_message")) {
      boolean said =
          settings.isSet(option) || settings.isSet(Option.expanded("quota_warn_threshold", null));
      return said ? null : "";
    }
    boolean folder =
        settings.isSet(Option.expanded("directory", null))
            || settings.find(Option.bool("maildir_format", false)).orElse(false)
            || settings.find(Option.bool("mailstore_format", false)).orElse(false);
    return batched(option, settings, !folder, !folder);
  }

  /**
   * What stands around a message and between its lines.
   *
   * @param escapes whether lines that begin with From are changed by default
   * @param frames whether something stands before and after a message by default
   */
  private static @Nullable String batched(
      Option<?> option, Settings settings, boolean escapes, boolean frames) {
    boolean smtp = settings.find(Option.bool("use_bsmtp", false)).orElse(false);
    String name = option.name();
    if (smtp && name.equals("check_string")) {
      return ".";
    }
    if (smtp && name.equals("escape_string")) {
      return "..";
    }
    if (smtp || settings.isSet(option)) {
      return null;
    }
    return switch (name) {
      case "check_string" -> escapes ? "From " : null;
      case "escape_string" -> escapes ? ">From " : null;
      case "message_prefix" -> frames ? PREFIX : null;
      case "message_suffix" -> frames ? "\\n" : null;
      default -> null;
    };
  }
}
