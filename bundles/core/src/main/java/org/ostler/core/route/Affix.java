// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;

/**
 * {@code local_part_prefix} or {@code local_part_suffix}: a list of strings, one of which may be
 * taken off the local part.
 *
 * @param list the colon-separated list
 * @param optional whether a local part without an affix is served too
 * @param prefix whether it stands in front
 */
record Affix(Expandable list, boolean optional, boolean prefix) {
  /**
   * What was found.
   *
   * @param text the affix, empty when there was none
   * @param variable the part that the asterisk stood for
   */
  record Match(String text, String variable) {}

  /** How the search ended. */
  sealed interface Search {
    record Found(Match match) implements Search {}

    record Missing() implements Search {}

    record Deferred(String message) implements Search {}
  }

  Search search(String localPart, MailView mail) throws InterruptedException {
    return switch (list.expand(mail)) {
      case Expansion.Value(var text) -> find(localPart, text.value());
      case Expansion.ForcedFailure(var _) -> optional ? none() : new Search.Missing();
      case Expansion.Failed(var message) -> new Search.Deferred(message);
      case Expansion.Deferred(var message) -> new Search.Deferred(message);
    };
  }

  private static Search none() {
    return new Search.Found(new Match("", ""));
  }

  private Search find(String localPart, String items) {
    for (String item : ListText.items(items)) {
      Match match = prefix ? atStart(localPart, item) : atEnd(localPart, item);
      if (match != null) {
        return new Search.Found(match);
      }
    }
    return optional ? none() : new Search.Missing();
  }

  /** A leading asterisk stands for the longest text that lets the rest match. */
  private static @Nullable Match atStart(String localPart, String item) {
    String lower = localPart.toLowerCase(Locale.ROOT);
    String wanted = item.toLowerCase(Locale.ROOT);
    if (!wanted.startsWith("*")) {
      return lower.startsWith(wanted)
          ? new Match(localPart.substring(0, wanted.length()), "")
          : null;
    }
    String fixed = wanted.substring(1);
    for (int at = lower.length() - fixed.length(); at >= 0; at--) {
      if (lower.startsWith(fixed, at)) {
        return new Match(localPart.substring(0, at + fixed.length()), localPart.substring(0, at));
      }
    }
    return null;
  }

  private static @Nullable Match atEnd(String localPart, String item) {
    String lower = localPart.toLowerCase(Locale.ROOT);
    String wanted = item.toLowerCase(Locale.ROOT);
    if (!wanted.endsWith("*")) {
      return lower.endsWith(wanted)
          ? new Match(localPart.substring(lower.length() - wanted.length()), "")
          : null;
    }
    String fixed = wanted.substring(0, wanted.length() - 1);
    int at = lower.indexOf(fixed);
    return at < 0
        ? null
        : new Match(localPart.substring(at), localPart.substring(at + fixed.length()));
  }
}
