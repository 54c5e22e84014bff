// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Downconversion;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.InternationalDomain;

/** How the addresses of an envelope go to one host (RFC 6531). */
enum EnvelopeForm {
  /** The message came without SMTPUTF8: as they are. */
  PLAIN(""),
  /** In UTF-8, and MAIL says so. */
  UTF8(" SMTPUTF8"),
  /** In ASCII: labels as RFC 5890 has them, local parts as if they were labels, as in Exim. */
  ASCII(""),
  /** The host cannot have them in UTF-8, nor may they become ASCII. */
  IMPOSSIBLE("");

  static final String REFUSAL = "utf8 support required but not offered for forwarding";

  /** What stands behind MAIL, with a blank before it. */
  final String mailParameter;

  EnvelopeForm(String mailParameter) {
    this.mailParameter = mailParameter;
  }

  /** By what came with the message, the transport's option and what the host offers. */
  static EnvelopeForm of(Settings transport, Situation situation, Capabilities host)
      throws InterruptedException, Rejected {
    if (!situation.envelope().smtputf8) {
      return PLAIN;
    }
    String option =
        SmtpDelivery.expand(transport, ClientOptions.UTF8_DOWNCONVERT, situation, "").strip();
    Downconversion chosen = Downconversion.of(option);
    Downconversion downconversion =
        chosen == null ? situation.envelope().controls.downconversion : chosen;
    if (downconversion == Downconversion.ALWAYS) {
      return ASCII;
    }
    if (host.smtputf8()) {
      return UTF8;
    }
    return downconversion == Downconversion.WHERE_NEEDED ? ASCII : IMPOSSIBLE;
  }

  /** The address in this form; null when it has none. */
  @Nullable String of(String address) {
    if (this != ASCII) {
      return this == IMPOSSIBLE ? null : address;
    }
    try {
      int at = address.lastIndexOf('@');
      String localPart =
          InternationalDomain.localPartToAscii(at < 0 ? address : address.substring(0, at));
      return at < 0
          ? localPart
          : localPart + "@" + InternationalDomain.toAscii(address.substring(at + 1));
    } catch (InternationalDomain.Malformed e) {
      return null;
    }
  }

  /** Why an address has no such form. */
  String complaint(String address) {
    return this == IMPOSSIBLE ? REFUSAL : "address <" + address + "> cannot be written in ASCII";
  }
}
