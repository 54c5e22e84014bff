// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.route.Compiler;
import org.ostler.language.expansion.ListKind;

/** The retry section: the first line whose pattern and error fit is in force. */
public final class RetryRules {
  private static final Pattern SENDERS = Pattern.compile("senders\\b\\s*(=\\s*)?");

  private final List<RetryRule> rules;

  private RetryRules(List<RetryRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** No rules: the first temporary failure is final. */
  public static RetryRules none() {
    return new RetryRules(List.of());
  }

  /** Adds one line; the reader of the file calls this for each, to tell which one is wrong. */
  public RetryRules with(String line, Compiler compiler) throws InvalidArgument {
    List<RetryRule> more = new ArrayList<>(rules);
    more.add(parse(line, compiler));
    return new RetryRules(more);
  }

  private static RetryRule parse(String line, Compiler compiler) throws InvalidArgument {
    LineReader reader = new LineReader(line);
    String pattern = reader.word();
    String error = reader.bare();
    if (error.isEmpty()) {
      throw new InvalidArgument("missing error type in retry rule \"" + line + "\"");
    }
    String name = RetryErrorName.of(error);
    MatchList senders = null;
    String rest = reader.rest();
    Matcher restricted = SENDERS.matcher(rest);
    if (restricted.lookingAt()) {
      if (restricted.group(1) == null) {
        throw new InvalidArgument("\"=\" expected after \"senders\" in retry rule");
      }
      LineReader list = new LineReader(rest.substring(restricted.end()));
      senders = compiler.list(ListKind.ADDRESS, list.word());
      rest = list.rest();
    }
    return new RetryRule(
        line,
        pattern,
        compiler.list(ListKind.ADDRESS, pattern.replace(":", "::")),
        name,
        senders,
        RetrySteps.read(rest));
  }

  /**
   * The rule for a failure.
   *
   * @param address the address that failed
   * @param host the host concerned, or null
   * @param mx whether the host came from an MX record; null when nobody knows
   */
  public Optional<RetryRule> find(
      String address, @Nullable String host, @Nullable Boolean mx, RetryError error, MailView mail)
      throws InterruptedException {
    for (RetryRule rule : rules) {
      boolean fits =
          matches(rule.addresses(), address, mail)
              || (host != null && matches(rule.addresses(), "*@" + host, mail));
      if (fits && error.isCoveredBy(rule.error(), mx) && isFrom(rule, mail)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static boolean isFrom(RetryRule rule, MailView mail) throws InterruptedException {
    MatchList senders = rule.senders();
    if (senders == null) {
      return true;
    }
    ReversePath sender = mail.envelope().sender();
    return sender != null && matches(senders, sender.address(), mail);
  }

  private static boolean matches(MatchList list, String subject, MailView mail)
      throws InterruptedException {
    return list.test(subject, mail) instanceof MatchList.Match.Matched;
  }

  /** Words of a line; a word in double quotes may have white space. */
  private static final class LineReader {
    private final String text;
    private int at;

    LineReader(String text) {
      this.text = text.strip();
    }

    String word() {
      StringBuilder word = new StringBuilder();
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      at += quoted ? 1 : 0;
      while (at < text.length()
          && (quoted ? text.charAt(at) != '"' : !Character.isWhitespace(text.charAt(at)))) {
        if (quoted && text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        word.append(text.charAt(at));
        at++;
      }
      at += quoted && at < text.length() ? 1 : 0;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return word.toString();
    }

    /** A word in which quotes mean nothing. */
    String bare() {
      int from = at;
      while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      String word = text.substring(from, at);
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return word;
    }

    String rest() {
      return text.substring(at);
    }
  }
}
