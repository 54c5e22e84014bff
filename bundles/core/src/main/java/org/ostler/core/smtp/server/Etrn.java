// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.Phase;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.text.Text;
import org.ostler.core.acl.Decision;
import org.ostler.core.deliver.Policy;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Address;
import org.ostler.core.process.CommandWords;
import org.ostler.core.route.Compiler;
import org.ostler.core.smtp.server.EtrnRunner.Work;
import org.ostler.core.smtp.server.protocol.SessionState;
import org.ostler.core.smtp.server.protocol.Step;

/**
 * ETRN (RFC 1985): a queue run, or a command of the configuration; no two for the same argument.
 */
final class Etrn {
  /** What is run instead of the queue; its words are expanded one by one. */
  static final Option<String> SMTP_ETRN_COMMAND = Option.string("smtp_etrn_command", null);

  static final Option<Boolean> SMTP_ETRN_SERIALIZE = Option.bool("smtp_etrn_serialize", true);

  private final SessionContext context;
  private final Faults faults;

  Etrn(SessionContext context, Faults faults) {
    this.context = context;
    this.faults = faults;
  }

  /** The command cannot be made. */
  private static final class Unready extends Exception {
    private static final long serialVersionUID = 1L;

    Unready(String why) {
      super(why);
    }
  }

  Outcome start(String argument, SessionState state) throws InterruptedException {
    if (context.log().selects(LogSelector.ETRN)) {
      context.log().main(null, "ETRN " + argument + " received from " + context.peer().plain());
    }
    Decision decision = context.policy().acls().run(Phase.ETRN, context.situation());
    if (!(decision instanceof Decision.Accept accept)) {
      return new Refusals(context).refuse(Phase.ETRN, decision, argument, state);
    }
    Work work;
    try {
      work = work(argument);
    } catch (Unready unready) {
      context.log().panic(null, "failed to set up ETRN command: " + unready.getMessage());
      return Outcome.of(458, "Internal failure", state);
    }
    if (work == null) {
      return faults.refuse(
          Step.Refuse.syntax(501, "argument must begin with #"), "ETRN " + argument, state);
    }
    Set<String> underWay = context.services().etrnUnderWay();
    boolean alone = context.value(SMTP_ETRN_SERIALIZE) && !context.situation().dry;
    if (alone && !underWay.add(argument)) {
      return Outcome.of(458, "Already processing " + argument, state);
    }
    Runnable whenOver = alone ? () -> underWay.remove(argument) : () -> {};
    context.services().etrn().start(work, context.situation(), whenOver);
    return new Outcome(context.answer(250, accept.userMessage(), "OK"), state);
  }

  /** Null when the argument asks for nothing that can be done. */
  private @Nullable Work work(String argument) throws Unready, InterruptedException {
    String command = context.policy().main().find(SMTP_ETRN_COMMAND).orElse(null);
    Policy delivery = context.policy().delivery();
    if (command == null || delivery == null) {
      return argument.startsWith("#") && argument.length() > 1
          ? new Work.QueueRun(argument.substring(1))
          : null;
    }
    // What $domain shows is the whole argument, whatever it looks like.
    context.situation().addressee(Address.ofDomain(argument));
    try {
      return new Work.Program(
          command, words(command, delivery.routers().surroundings().compiler()));
    } finally {
      context.situation().addressee(null);
    }
  }

  private List<String> words(String command, Compiler compiler)
      throws Unready, InterruptedException {
    List<String> words = new ArrayList<>();
    try {
      for (String word : CommandWords.split(command)) {
        switch (compiler.expandable(word).expand(context.situation())) {
          case Expansion.Value it -> words.add(harmless(it.text(), words.size()));
          case Expansion.ForcedFailure it -> throw unexpanded(word, command, it.message());
          case Expansion.Failed it -> throw unexpanded(word, command, it.message());
          case Expansion.Deferred it -> throw unexpanded(word, command, it.message());
        }
      }
    } catch (InvalidArgument wrong) {
      throw new Unready(String.valueOf(wrong.getMessage()));
    }
    if (words.isEmpty()) {
      throw new Unready("the command is empty");
    }
    return words;
  }

  private static String harmless(Text word, int position) throws Unready {
    if (word.taint() != null && !word.isEmpty()) {
      throw new Unready(
          "Tainted arg " + position + " for ETRN processing command: '" + word.value() + "'");
    }
    return word.value();
  }

  private static Unready unexpanded(String word, String command, String why) {
    return new Unready(
        "Expansion of \""
            + word
            + "\" from command \""
            + command
            + "\" in ETRN processing failed: "
            + why);
  }
}
