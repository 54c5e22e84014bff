// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import org.ostler.core.filter.sieve.SieveDeed;
import org.ostler.core.filter.sieve.SieveFacts;
import org.ostler.core.filter.sieve.SieveRun;
import org.ostler.core.filter.sieve.SieveScript;
import org.ostler.core.filter.sieve.SieveTerms;
import org.ostler.core.filter.sieve.SieveWatch;
import org.ostler.core.mail.Situation;
import org.ostler.core.rewrite.Rewriter;

/**
 * Tells what a Sieve filter would do, as Exim does, and does nothing. Without {@code -v} that is
 * one sentence.
 */
final class SievePrinter implements SieveWatch {
  private final Console console;
  private final boolean verbose;

  SievePrinter(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  /** Tests a filter; one with errors is obeyed too, so that this never fails. */
  void test(String name, String text, Situation situation, Rewriter rewriter)
      throws InterruptedException {
    console.line("Testing Sieve filter file \"" + name + "\"");
    console.line("");
    // nobody is answered, so that it needs no directory; who owns notifications a router says
    SieveScript script = SieveScript.read(text, new SieveTerms(true, false));
    SieveFacts facts = new SieveFacts(null, null, rewriter);
    console.line(new SieveRun(script, situation, facts, this).run().message());
  }

  @Override
  public void hear(String line) {
    if (verbose) {
      console.complain(line);
    }
  }

  @Override
  public void take(SieveDeed deed) {
    // hear() had a line for it
  }
}
