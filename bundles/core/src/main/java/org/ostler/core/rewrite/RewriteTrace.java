// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;

/** What {@code -brw} prints about an address, line for line as Exim does. */
public final class RewriteTrace {
  private final Rewriter rewriter;

  /**
   * Makes a trace.
   *
   * @param complaints hears what rules would write to the log
   */
  public RewriteTrace(Rewriter rewriter, Consumer<String> complaints) {
    this.rewriter = new Rewriter(rewriter.rules(), new Told(complaints));
  }

  public String of(String typed, Situation situation) throws InterruptedException {
    if (rewriter.rules().isEmpty()) {
      return "No rewrite rules have been configured\n";
    }
    StringBuilder text = new StringBuilder();
    Rewriter.Rewritten argued = rewriter.rewrite(typed, Place.SMTP_SENDER, situation);
    String argument = argued.address();
    boolean changed = argued.applied();
    if (changed) {
      text.append("    SMTP: ").append(argument.isEmpty() ? "<>" : argument).append('\n');
    }
    if (!rewriter.rules().hasAnyButArguments()) {
      return text.toString();
    }
    String full = Qualification.hasDomain(typed) ? typed : Qualification.of(typed, true, situation);
    switch (MailboxText.parse(full, false, false, AddressSyntax.of(situation.settings()))) {
      case MailboxText.Result.Bad(String why) -> {
        if (!changed) {
          text.append("Syntax error in ").append(full).append('\n');
          text.append(Character.toUpperCase(why.charAt(0))).append(why.substring(1)).append('\n');
        }
      }
      case MailboxText.Result.Found found -> {
        for (Place place : Place.values()) {
          if (!Place.SMTP.contains(place)) {
            text.append(" ".repeat(8 - place.label().length())).append(place.label()).append(": ");
            text.append(line(full, found, place, situation)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  private String line(String full, MailboxText.Result.Found found, Place place, Situation situation)
      throws InterruptedException {
    Rewriter.Rewritten made = rewriter.rewrite(found.address(), place, situation);
    if (made.whole() != null) {
      return made.whole().text();
    }
    if (!place.inHeader()) {
      return made.address().isEmpty() ? "<>" : made.address();
    }
    return full.substring(0, found.start()) + made.address() + full.substring(found.end());
  }

  /** A log that tells the person who asks. */
  private record Told(Consumer<String> complaints) implements Log {
    @Override
    public boolean selects(LogSelector selector) {
      return false;
    }

    @Override
    public void main(@Nullable QueueId id, String text) {
      complaints.accept(text);
    }

    @Override
    public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {
      complaints.accept(text);
    }

    @Override
    public void panic(@Nullable QueueId id, String text) {
      complaints.accept(text);
    }
  }
}
