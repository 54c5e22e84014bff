// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final Pattern ERROR =
      Pattern.compile(
          "\\*|auth_failed|(?:mail|rcpt|data)_4(?:\\d\\d|\\dx|xx)|lost_connection|lookup"
              + "|refused(?:_MX|_A)?|timeout(?:_connect)?(?:_MX|_A)?|tls_required|quota"
              + "|quota_(?:\\d+[wdhms])+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME =
      Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

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
    String error = reader.word();
    if (error.isEmpty()) {
      throw new InvalidArgument("a retry rule is \"PATTERN ERROR RULES\", not \"" + line + "\"");
    }
    if (error.equalsIgnoreCase("timeout_dns")) {
      throw new InvalidArgument(
          "the retry error \"timeout_dns\" is no longer available (it has never worked): use timeout");
    }
    if (!ERROR.matcher(error).matches()) {
      throw new InvalidArgument(wrongError(error));
    }
    MatchList senders = null;
    String rest = reader.rest();
    Matcher restricted = Pattern.compile("senders\\s*=\\s*").matcher(rest);
    if (restricted.lookingAt()) {
      LineReader list = new LineReader(rest.substring(restricted.end()));
      senders = compiler.list(ListKind.ADDRESS, list.word());
      rest = list.rest();
    }
    return new RetryRule(
        line,
        pattern,
        compiler.list(ListKind.ADDRESS, pattern.replace(":", "::")),
        usual(error),
        senders,
        RetrySteps.read(rest));
  }

  /** Words of errors may be written in any case; those of hosts have capitals. */
  private static String usual(String error) {
    return error.toLowerCase(Locale.ROOT).replaceFirst("_mx$", "_MX").replaceFirst("_a$", "_A");
  }

  /** What is wrong with the name of an error. */
  private static String wrongError(String error) {
    if (error.matches("(?:mail|rcpt|data)_4.*")) {
      return error.substring(0, 4)
          + "_4 must be followed by xx, dx, or dd, where x is literal and d is any digit";
    }
    if (error.startsWith("refused_")) {
      return "A or MX expected after \"refused\"";
    }
    return error.startsWith("timeout_")
        ? "\"A\", \"MX\", or \"connect\" expected after \"timeout\""
        : "unknown or malformed retry error \"" + error + "\"";
  }

  static Duration time(String text) throws InvalidArgument {
    Matcher parts = TIME.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new InvalidArgument("malformed time \"" + text + "\" in a retry rule");
    }
    long seconds = 0;
    long[] units = {604800, 86400, 3600, 60, 1};
    for (int i = 0; i < units.length; i++) {
      String digits = parts.group(i + 1);
      seconds += digits == null ? 0 : Long.parseLong(digits) * units[i];
    }
    if (seconds == 0) {
      throw new InvalidArgument("a time of 0 in a retry rule");
    }
    return Duration.ofSeconds(seconds);
  }

  /**
   * The rule for a failure.
   *
   * @param address the address that failed
   * @param host the host concerned, or null
   * @param mx whether the host came from an MX record
   */
  public Optional<RetryRule> find(
      String address, @Nullable String host, boolean mx, RetryError error, MailView mail)
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
    return matches(senders, sender == null ? "" : sender.address(), mail);
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

    String rest() {
      return text.substring(at);
    }
  }
}
