// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.core.filter.sieve.SieveCommand.Branch;

/**
 * Reads a script. An error does not undo what was read before it: it stands as the last command,
 * since Exim obeys a script while it reads it. One use.
 */
final class SieveReader {
  private static final int DEEPEST = 200;
  private static final int LONGEST = 1 << 20;

  private final SieveText text;
  private final SieveTerms terms;
  private final Set<Capability> required = EnumSet.noneOf(Capability.class);
  private final TestReader tests;
  private final ActionReader actions;

  /** Whether an error was met, after which nothing is read. */
  private boolean broken;

  SieveReader(String whole, SieveTerms terms) {
    this.text = new SieveText(whole);
    this.terms = terms;
    this.tests = new TestReader(text, required);
    this.actions = new ActionReader(text, required);
  }

  List<SieveCommand> read() {
    List<SieveCommand> commands = new ArrayList<>();
    try {
      if (text.length() > LONGEST) {
        throw text.bad("script is longer than " + LONGEST + " octets");
      }
      requirements();
      block(commands, 0);
      if (!broken && !text.atEnd()) {
        throw text.bad("syntax error");
      }
    } catch (BadSieve bad) {
      commands.add(new SieveCommand.Fault(bad.message(), bad.line()));
    }
    return List.copyOf(commands);
  }

  /** RFC 5228 §3.2: before all other commands. */
  private void requirements() throws BadSieve {
    text.skip();
    while (text.takes("require")) {
      for (String word : text.strings("capability string list expected")) {
        require(word);
      }
      text.semicolon();
      text.skip();
    }
  }

  private void require(String word) throws BadSieve {
    Capability capability = Capability.of(word);
    if (capability == null) {
      if (!Capability.isGiven(word)) {
        throw text.bad("unknown capability");
      }
      return;
    }
    String refusal = terms.refusal(capability);
    if (!refusal.isEmpty()) {
      throw text.bad(refusal);
    }
    required.add(capability);
    if (capability == Capability.ENCODED_CHARACTER) {
      text.decode();
    }
  }

  /** Adds commands up to what is none; with an error, up to that. */
  private void block(List<SieveCommand> commands, int depth) {
    try {
      if (depth > DEEPEST) {
        throw text.bad("blocks are nested too deeply");
      }
      boolean more = true;
      while (more && !broken) {
        text.skip();
        more = command(commands, depth);
      }
    } catch (BadSieve bad) {
      broken = true;
      commands.add(new SieveCommand.Fault(bad.message(), bad.line()));
    }
  }

  private boolean command(List<SieveCommand> commands, int depth) throws BadSieve {
    if (text.takes("if")) {
      List<Branch> branches = new ArrayList<>();
      commands.add(new SieveCommand.If(branches));
      branch(branches, depth);
      elsewhere(branches, depth);
    } else if (text.takes("stop")) {
      text.semicolon();
      commands.add(new SieveCommand.Stop());
    } else if (text.takes("keep")) {
      text.semicolon();
      commands.add(new SieveCommand.Keep());
    } else if (text.takes("discard")) {
      text.semicolon();
      commands.add(new SieveCommand.Discard());
    } else if (text.takes("redirect")) {
      commands.add(actions.redirect());
      text.semicolon();
    } else if (text.takes("fileinto")) {
      commands.add(actions.fileInto());
      text.semicolon();
    } else if (text.takes("notify")) {
      commands.add(actions.notification());
    } else if (text.takes("vacation")) {
      commands.add(new SieveCommand.VacationBegins(text.line()));
      commands.add(actions.vacation());
    } else {
      return false;
    }
    return true;
  }

  /** The branches behind the first one: {@code elsif} and {@code else}. */
  private void elsewhere(List<Branch> branches, int depth) throws BadSieve {
    while (!broken) {
      text.skip();
      if (text.takes("elsif")) {
        branch(branches, depth);
      } else {
        if (text.takes("else")) {
          body(null, branches, depth);
        }
        return;
      }
    }
  }

  private void branch(List<Branch> branches, int depth) throws BadSieve {
    SieveTest test = tests.read(0);
    if (tests.isBroken()) {
      broken = true;
      branches.add(new Branch(test, List.of()));
      return;
    }
    body(test, branches, depth);
  }

  private void body(@Nullable SieveTest test, List<Branch> branches, int depth) throws BadSieve {
    text.skip();
    if (!text.takes('{')) {
      // the test is obeyed all the same, and may be in error itself
      branches.add(new Branch(test, List.of()));
      throw text.bad("missing block");
    }
    List<SieveCommand> commands = new ArrayList<>();
    branches.add(new Branch(test, commands));
    block(commands, depth + 1);
    if (!broken && !text.takes('}')) {
      broken = true;
      BadSieve bad = text.bad("expecting command or closing brace");
      commands.add(new SieveCommand.Fault(bad.message(), bad.line()));
    }
  }
}
