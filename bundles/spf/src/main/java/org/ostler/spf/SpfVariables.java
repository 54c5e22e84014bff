// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/**
 * The variables of SPF. But for the option's they are empty until a condition has asked for the
 * check.
 */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {
      "kind=variable",
      "word:List<String>=\"spf_guess,spf_header_comment,spf_received,spf_result,spf_result_guessed,"
          + "spf_smtp_comment,spf_used_domain\""
    })
public final class SpfVariables implements VariableSet {
  private static final String ORIGIN = "the SPF check of the sender";

  @Override
  public Set<String> names() {
    return Set.of(
        "spf_guess",
        "spf_header_comment",
        "spf_received",
        "spf_result",
        "spf_result_guessed",
        "spf_smtp_comment",
        "spf_used_domain");
  }

  @Override
  public @Nullable Text value(String name, MailView mail) {
    if (name.equals("spf_guess")) {
      return Text.of(mail.settings().value(SpfOptions.GUESS));
    }
    String value = MessageCheck.values(mail).get(name);
    return switch (name) {
      case "spf_result_guessed" -> Text.of(value == null ? "no" : value);
      case "spf_result" -> value == null ? null : Text.of(value);
      default -> value == null ? null : Text.tainted(value, ORIGIN);
    };
  }
}
