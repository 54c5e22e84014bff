// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.text.Text;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/** Applies the rules to single addresses. Safe for many threads. */
public final class Rewriter {
  private static final String ORIGIN = "an address that is rewritten";
  private static final int REPEATS = 10;

  private final RewriteRules rules;
  private final Log log;

  public Rewriter(RewriteRules rules, Log log) {
    this.rules = rules;
    this.log = log;
  }

  /**
   * What became of an address.
   *
   * @param address the address alone
   * @param whole it with its phrase and comments, when a rule replaced these too; else null
   */
  public record Rewritten(String address, @Nullable String whole) {}

  public RewriteRules rules() {
    return rules;
  }

  Log log() {
    return log;
  }

  /** The reverse-path of the message; the null one is never rewritten. */
  public String sender(String address, Situation situation) throws InterruptedException {
    return address.isEmpty() ? address : rewrite(address, Place.ENVELOPE_FROM, situation).address();
  }

  public String recipient(String address, Situation situation) throws InterruptedException {
    return rewrite(address, Place.ENVELOPE_TO, situation).address();
  }

  /** The argument of MAIL or RCPT, with its brackets, before anything is read from it. */
  public String argument(String path, boolean sender, Situation situation)
      throws InterruptedException {
    return rewrite(path, sender ? Place.SMTP_SENDER : Place.SMTP_RECIPIENT, situation).address();
  }

  /** Applies all rules for a place, in order. */
  public Rewritten rewrite(String address, Place place, Situation situation)
      throws InterruptedException {
    Rewritten now = new Rewritten(address, null);
    if (!rules.hasAnyFor(place)) {
      return now;
    }
    for (RewriteRule rule : rules.rules()) {
      if (!rule.isFor(place)) {
        continue;
      }
      int count = 0;
      while (true) {
        Step step = new Attempt(rule, place, situation).apply(now);
        now = step.result();
        if (step.end()) {
          return now;
        }
        if (!step.applied() || !rule.flags().repeat()) {
          break;
        }
        if (count++ >= REPEATS) {
          log.panic(situation.envelope().queueId(), "rewrite rule repeat ignored after 10 times");
          break;
        }
      }
    }
    return now;
  }

  /** What one rule did; {@code end} when no other one is tried. */
  private record Step(Rewritten result, boolean applied, boolean end) {}

  /** One rule on its way over one address. */
  private final class Attempt {
    private final RewriteRule rule;
    private final Place place;
    private final Situation situation;

    Attempt(RewriteRule rule, Place place, Situation situation) {
      this.rule = rule;
      this.place = place;
      this.situation = situation;
    }

    Step apply(Rewritten now) throws InterruptedException {
      boolean smtp = Place.SMTP.contains(place);
      Situation view = situation.with(smtp ? null : Address.asWritten(now.address()));
      if (!(smtp ? matchesRaw(now.address(), view) : matches(now.address(), view))) {
        return new Step(now, false, false);
      }
      if (rule.replacement().source().equals("*")) {
        return new Step(now, false, true);
      }
      return switch (rule.replacement().expand(view)) {
        case Expansion.Value(var text) -> take(now, text.value());
        case Expansion.ForcedFailure _ -> new Step(now, false, rule.flags().quit());
        case Expansion.Failed(String why) -> broken(now, why);
        case Expansion.Deferred(String why) -> broken(now, why);
      };
    }

    private boolean matches(String address, Situation view) throws InterruptedException {
      return rule.pattern().test(Text.tainted(address, ORIGIN), view) instanceof Match.Matched;
    }

    private boolean matchesRaw(String path, Situation view) throws InterruptedException {
      return switch (rule.raw().expand(view)) {
        case Expansion.Value(var pattern) -> finds(pattern.value(), path, view);
        case Expansion.ForcedFailure _ -> false;
        case Expansion.Failed(String why) -> complain(pattern(why));
        case Expansion.Deferred(String why) -> complain(pattern(why));
      };
    }

    private String pattern(String why) {
      return "Failed to expand \""
          + rule.raw().source()
          + "\" while checking for SMTP rewriting: "
          + why;
    }

    private boolean finds(String pattern, String path, Situation view) {
      try {
        Regex.Found found = Regex.compile(pattern, false).find(path);
        if (found == null) {
          return false;
        }
        @Nullable Text[] captures = new @Nullable Text[found.groups().length];
        for (int i = 0; i < captures.length; i++) {
          String group = found.groups()[i];
          captures[i] = group == null ? null : Text.tainted(group, ORIGIN);
        }
        view.registers().captures(captures);
        return true;
      } catch (BadPattern | Overrun e) {
        return complain(pattern(String.valueOf(e.getMessage())));
      }
    }

    private boolean complain(String why) {
      log.panic(situation.envelope().queueId(), why);
      return false;
    }

    private Step broken(Rewritten now, String why) {
      complain("Expansion of " + rule.replacement().source() + " failed while rewriting: " + why);
      return new Step(now, false, true);
    }

    private Step take(Rewritten now, String made) throws InterruptedException {
      boolean mayBeEmpty = place == Place.ENVELOPE_FROM || place == Place.SMTP_SENDER;
      switch (MailboxText.parse(made, false, mayBeEmpty)) {
        case MailboxText.Result.Bad(String why) -> {
          complain(
              "Rewrite of "
                  + now.address()
                  + " yielded unparseable address: "
                  + why
                  + " in address "
                  + made);
          return new Step(now, false, true);
        }
        case MailboxText.Result.Found found -> {
          if (found.address().isEmpty() || found.isQualified()) {
            return done(now, made, found);
          }
          if (!rule.flags().qualify()) {
            complain(
                "Rewrite of " + now.address() + " yielded unqualified address \"" + made + "\"");
            return new Step(now, false, true);
          }
          String full = Qualification.of(found.address(), true, situation);
          String text = made.substring(0, found.start()) + full + made.substring(found.end());
          int end = found.start() + full.length();
          return done(now, text, new MailboxText.Result.Found(full, found.start(), end, true));
        }
      }
    }

    private Step done(Rewritten now, String made, MailboxText.Result.Found found)
        throws InterruptedException {
      if (log.selects(LogSelector.ADDRESS_REWRITE)) {
        log.main(
            situation.envelope().queueId(),
            "\""
                + now.address()
                + "\" from "
                + place.logged()
                + " rewritten as \""
                + made
                + "\" by rule "
                + rule.number());
      }
      String whole = now.whole();
      if (place.inHeader() && rule.flags().whole()) {
        whole = encoded(made, found);
      } else if (whole != null) {
        whole = null;
      }
      // Nothing is left to be matched once the null reverse-path is reached.
      boolean end = rule.flags().quit() || found.address().isEmpty();
      return new Step(new Rewritten(found.address(), whole), true, end);
    }

    /** RFC 2047: what stands before and behind the address gets encoded where it has to be. */
    private String encoded(String made, MailboxText.Result.Found found)
        throws InterruptedException {
      int start = found.start();
      int end = found.end();
      if (start > 0 && made.charAt(start - 1) == '<') {
        start--;
        end = Math.min(made.length(), made.indexOf('>', end) + 1);
      }
      String charset = situation.settings().find(ReceiveOptions.HEADERS_CHARSET).orElse("UTF-8");
      return words(made.substring(0, start), charset)
          + made.substring(start, end)
          + words(made.substring(end), charset);
    }

    private static String words(String text, String charset) {
      String inner = text.strip();
      if (inner.chars().allMatch(c -> c < 127 && c >= ' ' || c == '\t')) {
        return text;
      }
      int from = text.indexOf(inner);
      return text.substring(0, from)
          + EncodedWords.encode(inner, charset)
          + text.substring(from + inner.length());
    }
  }
}
