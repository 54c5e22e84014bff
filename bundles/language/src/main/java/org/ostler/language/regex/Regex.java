// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression in PCRE's syntax. Matching is unanchored and bounded in time, so
 * that no pattern can hold a session. Safe for many threads.
 *
 * <p>Not supported, and refused when compiled: recursion, conditional groups, branch reset, verbs
 * and {@code \K}.
 */
public final class Regex {
  /**
   * Far more than any sound pattern needs on the largest header, far less than a peer's patience.
   */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final String source;
  private final Pattern pattern;
  private final @Nullable FixedStart start;
  private final long limitNanos;

  private Regex(String source, Pattern pattern, boolean caseless, Duration limit) {
    this.source = source;
    this.pattern = pattern;
    this.start = FixedStart.of(source, caseless);
    this.limitNanos = limit.toNanos();
  }

  /** Compiles a pattern. */
  public static Regex compile(String source, boolean caseless) throws BadPattern {
    return compile(source, caseless, LIMIT);
  }

  /** Compiles a pattern whose matches may take no longer than {@code limit} each. */
  public static Regex compile(String source, boolean caseless, Duration limit) throws BadPattern {
    String java = new PcreTranslator(source).translate();
    int flags = Pattern.UNIX_LINES | (caseless ? Pattern.CASE_INSENSITIVE : 0);
    try {
      return new Regex(source, Pattern.compile(java, flags), caseless, limit);
    } catch (PatternSyntaxException e) {
      throw new BadPattern(
          firstLetterLow(e.getDescription()), Math.max(0, Math.min(e.getIndex(), source.length())));
    } catch (StackOverflowError e) {
      // The pattern compiler of the JDK recurses by the nesting of groups.
      throw new BadPattern("parentheses are too deeply nested", source.length());
    }
  }

  /** The pattern as written. */
  public String source() {
    return source;
  }

  /** Whether the pattern matches anywhere in the subject. */
  public boolean matches(String subject) throws Overrun {
    return find(subject, 0) != null;
  }

  /** The first match, or null when there is none. */
  public @Nullable Found find(String subject) throws Overrun {
    return find(subject, 0);
  }

  /**
   * The first match that starts at or after {@code from}, or null; what stands before it is seen by
   * lookbehinds.
   */
  public @Nullable Found find(String subject, int from) throws Overrun {
    if (start != null && from == 0 && !start.fits(subject)) {
      return null;
    }
    try {
      Matcher matcher = pattern.matcher(new DeadlineText(subject, limitNanos));
      return matcher.find(from) ? Found.of(subject, matcher) : null;
    } catch (DeadlineText.Passed | StackOverflowError e) {
      // Alternatives inside a repetition recurse in the JDK's matcher: a long subject ends its
      // stack.
      throw new Overrun(source);
    }
  }

  private static String firstLetterLow(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  /**
   * A match.
   *
   * @param start where it starts
   * @param end where it ends
   * @param groups the captures; index 0 is the whole match; a group that took no part is null
   */
  public record Found(int start, int end, @Nullable String[] groups) {
    static Found of(String subject, Matcher matcher) {
      @Nullable String[] groups = new @Nullable String[matcher.groupCount() + 1];
      for (int i = 0; i < groups.length; i++) {
        groups[i] =
            matcher.start(i) < 0 ? null : subject.substring(matcher.start(i), matcher.end(i));
      }
      return new Found(matcher.start(), matcher.end(), groups);
    }
  }
}
