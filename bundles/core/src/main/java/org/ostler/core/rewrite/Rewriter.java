// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.rewrite;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.text.Text;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.AddressSyntax;
import org.ostler.core.mail.Situation;
import org.ostler.core.receive.ReceiveOptions;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

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
   * @param applied whether any rule made it, be it the same as before
   */
  public record Rewritten(String address, @Nullable Whole whole, boolean applied) {}

  /**
   * An address with its phrase and comments.
   *
   * @param start where the address alone starts in the text
   * @param end where it ends
   */
  public record Whole(String text, int start, int end) {
    /** With another address between the same phrase and comments. */
    Whole with(String address) {
      return new Whole(
          text.substring(0, start) + address + text.substring(end),
          start,
          start + address.length());
    }
  }

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

  /**
   * The argument of MAIL or RCPT, with its brackets, before anything is read from it. It never
   * becomes the null reverse-path, that of MAIL neither.
   */
  public String argument(String path, Situation situation) throws InterruptedException {
    return rewrite(path, Place.SMTP_RECIPIENT, situation).address();
  }

  /** Applies all rules for a place, in order. */
  public Rewritten rewrite(String address, Place place, Situation situation)
      throws InterruptedException {
    Rewritten now = new Rewritten(address, null, false);
    if (!rules.hasAnyFor(place)) {
      return now;
    }
    for (RewriteRule rule : rules.rules()) {
      if (!rule.isFor(place)) {
        continue;
      }
      int count = 0;
      boolean quit = false;
      while (true) {
        Step step = new Attempt(rule, place, situation).apply(now);
        now = step.result();
        if (step.end()) {
          return now;
        }
        quit |= step.applied() && rule.flags().quit();
        if (!step.applied() || !rule.flags().repeat()) {
          break;
        }
        if (count++ >= REPEATS) {
          log.panic(situation.envelope().queueId(), "rewrite rule repeat ignored after 10 times");
          break;
        }
      }
      if (quit) {
        return now;
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
      // The pattern does not know $local_part and $domain yet.
      Situation view = situation.with(smtp ? null : situation.addressee());
      if (!(smtp ? matchesRaw(now.address(), view) : matches(now.address(), view))) {
        return new Step(now, false, false);
      }
      if (!smtp) {
        view.addressee(Address.asWritten(now.address()));
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
      return switch (rule.pattern().test(Text.tainted(address, ORIGIN), view)) {
        case Match.Matched _ -> true;
        case Match.Unmatched _ -> false;
        case Match.Deferred _ -> false;
        case Match.Failed(String why) -> complain(why);
      };
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
      switch (MailboxText.parse(made, false, mayBeEmpty, AddressSyntax.of(situation.settings()))) {
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
      boolean logged = log.selects(LogSelector.ADDRESS_REWRITE);
      Trace trace = Trace.of(Selector.REWRITE);
      if (logged || trace != null) {
        String line =
            "\""
                + now.address()
                + "\" from "
                + place.logged()
                + " rewritten as \""
                + made
                + "\" by rule "
                + rule.number();
        if (logged) {
          log.main(situation.envelope().queueId(), line);
        }
        if (trace != null) {
          trace.say(Selector.REWRITE, line);
        }
      }
      Whole whole = now.whole();
      if (place.inHeader() && rule.flags().whole()) {
        whole = encoded(made, found);
      } else if (whole != null) {
        whole = whole.with(found.address());
      }
      // Nothing is left to be matched once the null reverse-path is reached.
      return new Step(new Rewritten(found.address(), whole, true), true, found.address().isEmpty());
    }

    /** RFC 2047: what stands before and behind the address gets encoded where it has to be. */
    private Whole encoded(String made, MailboxText.Result.Found found) throws InterruptedException {
      int start = found.start();
      int end = found.end();
      if (start > 0 && made.charAt(start - 1) == '<') {
        start--;
        end = Math.min(made.length(), made.indexOf('>', end) + 1);
      }
      String charset = situation.settings().find(ReceiveOptions.HEADERS_CHARSET).orElse("UTF-8");
      String before = words(made.substring(0, start), charset);
      int shift = before.length() - start;
      return new Whole(
          before + made.substring(start, end) + words(made.substring(end), charset),
          found.start() + shift,
          found.end() + shift);
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
