// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.FromLines;
import org.ostler.core.route.AddressText;
import org.ostler.language.regex.Regex;

/** The lines that mbox files begin messages with, in front of a message of a local program. */
final class FromLine {
  private static final int LONGEST = 1000;

  private final Situation situation;
  private final Consumer<String> complaints;

  /** {@code complaints} hears why no sender could be made of a line. */
  FromLine(Situation situation, Consumer<String> complaints) {
    this.situation = situation;
    this.complaints = complaints;
  }

  /**
   * The sender that the last of such lines names; null when none names one. The lines are taken
   * out, with those that continue them.
   */
  @Nullable String take(BufferedInputStream in) throws IOException, InterruptedException {
    FromLines lines = FromLines.of(situation.settings());
    String sender = null;
    boolean passing = false;
    while (true) {
      in.mark(LONGEST + 1);
      StringBuilder line = new StringBuilder();
      int octet = in.read();
      while (octet >= 0 && octet != '\n' && line.length() < LONGEST) {
        line.append((char) octet);
        octet = in.read();
      }
      boolean continued = passing && !line.isEmpty() && " \t".indexOf(line.charAt(0)) >= 0;
      Regex.Found from = octet == '\n' && !continued ? lines.in(line.toString()) : null;
      if (octet != '\n' || (from == null && !continued)) {
        in.reset();
        return sender;
      }
      passing = true;
      String named = from == null ? null : sender(from);
      sender = named == null ? sender : named;
    }
  }

  private @Nullable String sender(Regex.Found from) throws InterruptedException {
    @Nullable String[] groups = from.groups();
    @Nullable Text[] captures = new @Nullable Text[groups.length];
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      captures[i] = group == null ? null : Text.tainted(group, "a From line");
    }
    situation.registers().captures(captures);
    Expandable option = situation.settings().value(FromLines.UUCP_FROM_SENDER);
    return switch (option.expand(situation)) {
      case Expansion.Value(var text) -> valid(text.value());
      case Expansion.ForcedFailure(var why) -> failed(option, why);
      case Expansion.Failed(var why) -> failed(option, why);
      case Expansion.Deferred(var why) -> failed(option, why);
    };
  }

  /** What is no address is not believed. */
  private @Nullable String valid(String text) {
    return AddressText.parse(text, AddressSyntax.of(situation.settings()))
            instanceof AddressText.Result.Good
        ? text
        : null;
  }

  private @Nullable String failed(Expandable option, String why) {
    complaints.accept(
        "expansion of \"" + option.source() + "\" failed after matching \"From \" line: " + why);
    return null;
  }
}
