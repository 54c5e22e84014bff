// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.List;
import java.util.regex.Pattern;

/** A Sieve filter, read whole. Immutable. */
public final class SieveScript {
  /**
   * What a script begins with, in any letters and with any blanks; Sieve itself has no such line.
   */
  private static final Pattern FIRST_LINE =
      Pattern.compile("\\s*#[ \\t]*sieve[ \\t]*filter", Pattern.CASE_INSENSITIVE);

  private final List<SieveCommand> commands;

  private SieveScript(List<SieveCommand> commands) {
    this.commands = commands;
  }

  /** Whether the text is that of a Sieve filter. */
  public static boolean is(String text) {
    return FIRST_LINE.matcher(text).lookingAt();
  }

  /** Reads a script. What is wrong with it is told when it is obeyed up to there. */
  public static SieveScript read(String text, SieveTerms terms) {
    return new SieveScript(new SieveReader(text, terms).read());
  }

  List<SieveCommand> commands() {
    return commands;
  }
}
