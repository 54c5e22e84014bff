// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A compiled regular expression of PCRE2's dialect over octets. Matching is unanchored, and bounded
 * in time and memory, so that no pattern can hold a session. Safe for many threads.
 */
public final class Regex {
  /**
   * Far more than any sound pattern needs on the largest header, far less than a peer's patience.
   */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final String source;
  private final Program program;
  private final long limitNanos;

  /** What no thread searches with; most patterns never need a second one. */
  private final AtomicReference<@Nullable Search> idle = new AtomicReference<>();

  private Regex(String source, Program program, Duration limit) {
    this.source = source;
    this.program = program;
    this.limitNanos = limit.toNanos();
  }

  /** Compiles a pattern. */
  public static Regex compile(String source, boolean caseless) throws BadPattern {
    return compile(source, caseless, LIMIT);
  }

  /** Compiles a pattern whose matches may take no longer than {@code limit} each. */
  public static Regex compile(String source, boolean caseless, Duration limit) throws BadPattern {
    return new Regex(source, Compiler.compile(source, caseless), limit);
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
    return search(subject, from, false);
  }

  /** The match that starts right at {@code from} and is not empty, or null. */
  public @Nullable Found findHere(String subject, int from) throws Overrun {
    return search(subject, from, true);
  }

  private @Nullable Found search(String subject, int from, boolean here) throws Overrun {
    Search search = idle.getAndSet(null);
    if (search == null) {
      search = new Search(program, limitNanos);
    }
    try {
      return search.find(subject, from, here) ? Found.of(subject, search.state()) : null;
    } catch (State.Full e) {
      throw new Overrun(source);
    } finally {
      search.rest();
      idle.set(search);
    }
  }

  /**
   * A match.
   *
   * @param start where it starts
   * @param end where it ends
   * @param groups the captures; index 0 is the whole match; a group that took no part is null
   */
  public record Found(int start, int end, @Nullable String[] groups) {
    static Found of(String subject, State state) {
      int[] captures = state.captures;
      @Nullable String[] groups = new @Nullable String[captures.length / 2];
      groups[0] = subject.substring(Math.min(state.keep, state.at), state.at);
      for (int i = 1; i < groups.length; i++) {
        int from = captures[2 * i];
        groups[i] = from < 0 ? null : subject.substring(from, Math.max(from, captures[2 * i + 1]));
      }
      return new Found(state.keep, state.at, groups);
    }
  }
}
