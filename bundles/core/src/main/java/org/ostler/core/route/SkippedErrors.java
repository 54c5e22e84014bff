// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Settings;

/**
 * The letter about items of redirection data that were left out.
 *
 * @param settings the router's
 * @param errors what was wrong, each with the item in quotes at its end
 * @param others whether there were good items too
 */
record SkippedErrors(Settings settings, List<String> errors, boolean others) {
  String text(MailView mail) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    Expandable own = settings.find(RedirectOptions.SYNTAX_ERRORS_TEXT).orElse(null);
    if (own != null && own.expand(mail) instanceof Expansion.Value(var value)) {
      text.append(value.value()).append("\n\n");
    }
    text.append("The ").append(settings.name());
    text.append(" router encountered the following error(s):\n\n");
    for (String error : errors) {
      int item = error.lastIndexOf(" in \"");
      String shown =
          item < 0
              ? error
              : error.substring(0, item) + " in the address\n  " + error.substring(item + 4);
      text.append("  ").append(shown).append("\n\n");
    }
    text.append(
        others
            ? "Other addresses were processed normally.\n"
            : "No valid addresses were generated.\n");
    return text.toString();
  }
}
