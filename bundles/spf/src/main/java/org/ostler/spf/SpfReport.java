// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import org.jspecify.annotations.Nullable;

/**
 * The texts about a check that go into header fields and replies, worded as Exim with libspf2 words
 * them.
 *
 * @param headerComment for a comment in a header field
 * @param received a whole Received-SPF field (RFC 7208 §9.1)
 * @param smtpComment for a reply; empty when the result asks for none
 */
record SpfReport(String headerComment, String received, String smtpComment) {
  static SpfReport of(
      SpfOutcome outcome,
      SpfIdentity identity,
      String receiver,
      @Nullable String defaultExplanation) {
    String comment = printable(receiver + ": " + judgement(outcome, identity));
    String received =
        "Received-SPF: %s (%s) client-ip=%s; envelope-from=%s; helo=%s;"
            .formatted(
                outcome.result().word(),
                comment,
                identity.readableIp(),
                identity.sender(),
                identity.helo());
    return new SpfReport(
        comment, printable(received), printable(smtpComment(outcome, defaultExplanation)));
  }

  private static String judgement(SpfOutcome outcome, SpfIdentity identity) {
    String source = "domain of " + identity.domain();
    String ip = identity.readableIp();
    return switch (outcome.result()) {
      case PASS ->
          outcome.reason() == SpfOutcome.Reason.LOCALHOST
              ? "localhost is always allowed."
              : source + " designates " + ip + " as permitted sender";
      case FAIL -> source + " does not designate " + ip + " as permitted sender";
      case SOFTFAIL ->
          "transitioning " + source + " does not designate " + ip + " as permitted sender";
      case NEUTRAL -> ip + " is neither permitted nor denied by " + source;
      case NONE -> source + " does not provide an SPF record";
      case PERMERROR -> "error in processing during lookup of " + source + ": " + outcome.problem();
      case TEMPERROR -> "encountered temporary error during SPF processing of " + source;
    };
  }

  private static String smtpComment(SpfOutcome outcome, @Nullable String defaultExplanation) {
    String explanation = outcome.explanation() != null ? outcome.explanation() : defaultExplanation;
    return switch (outcome.result()) {
      case FAIL, SOFTFAIL, NEUTRAL ->
          (explanation == null ? "" : explanation)
              + " : Reason: "
              + (outcome.reason() == SpfOutcome.Reason.DEFAULT ? "default" : "mechanism");
      default -> "";
    };
  }

  /**
   * A domain's owner and a peer write parts of these texts: nothing in them may start a line of its
   * own.
   */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      if (out.charAt(i) < ' ' || out.charAt(i) == 0x7f) {
        out.setCharAt(i, '?');
      }
    }
    return out.toString();
  }
}
