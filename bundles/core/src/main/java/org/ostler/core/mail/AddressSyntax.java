// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.language.octets.MailboxReader;

/** What the main options say of how addresses may be written. */
public final class AddressSyntax {
  public static final Option<Boolean> ALLOW_DOMAIN_LITERALS =
      Option.bool("allow_domain_literals", false);
  public static final Option<Boolean> ALLOW_UTF8_DOMAINS = Option.bool("allow_utf8_domains", false);
  public static final Option<Boolean> STRIP_TRAILING_DOT = Option.bool("strip_trailing_dot", false);
  public static final Option<Boolean> STRIP_EXCESS_ANGLE_BRACKETS =
      Option.bool("strip_excess_angle_brackets", false);

  private AddressSyntax() {}

  public static MailboxReader.Syntax of(Settings main) {
    return new MailboxReader.Syntax(
        main.value(ALLOW_DOMAIN_LITERALS),
        main.value(STRIP_TRAILING_DOT),
        main.value(STRIP_EXCESS_ANGLE_BRACKETS),
        main.value(ALLOW_UTF8_DOMAINS));
  }
}
