// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.log.LogSelection;
import org.ostler.language.config.Assignment;
import org.ostler.language.config.ConfigurationText;
import org.ostler.language.config.Problem;
import org.ostler.language.octets.MailboxReader;

/**
 * What the values of some main options must be, beyond what their kind says: nobody should find out
 * at the first message that a time is none.
 */
final class MainValues {
  private static final Pattern TIME = Pattern.compile("(?:[0-9]+[wdhms])+");

  private MainValues() {}

  static void check(ConfigurationText text, Consumer<Problem> problems) {
    for (Assignment assignment : text.main()) {
      String value = assignment.value();
      String wrong = value == null ? null : wrong(assignment.name(), value.strip());
      if (wrong != null) {
        problems.accept(new Problem(assignment.position(), wrong));
      }
    }
  }

  private static @Nullable String wrong(String option, String value) {
    return switch (option) {
      case "log_selector" -> selector(value);
      case "errors_reply_to" -> replyTo(value);
      case "delay_warning" ->
          value.isEmpty() || times(value) ? null : "invalid time value for delay_warning";
      case "smtp_receive_timeout" ->
          value.startsWith("$") || TIME.matcher(value).matches()
              ? null
              : "invalid time value for smtp_receive_timeout";
      default -> null;
    };
  }

  private static boolean times(String list) {
    List<String> times = new ArrayList<>(List.of(list.split(":", -1)));
    return times.stream().allMatch(time -> TIME.matcher(time.strip()).matches());
  }

  private static @Nullable String selector(String value) {
    try {
      LogSelection.parse(unquoted(value));
      return null;
    } catch (InvalidArgument wrong) {
      return wrong.getMessage();
    }
  }

  private static @Nullable String replyTo(String value) {
    String address = unquoted(value);
    return switch (MailboxReader.read(address, MailboxReader.Syntax.USUAL, false)) {
      case MailboxReader.Result.Bad(String why) ->
          "error in errors_reply_to (" + address + "): " + why;
      case MailboxReader.Result.Found found ->
          found.domain() > 0 ? null : "errors_reply_to (" + address + ") does not contain a domain";
    };
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
