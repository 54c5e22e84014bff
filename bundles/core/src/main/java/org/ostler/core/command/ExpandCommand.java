// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.queue.MessageQueue;

/**
 * {@code -be}, and {@code -bem} over a message in a file: expands its arguments, or its input line
 * by line, with Exim's prompts and messages.
 */
public final class ExpandCommand implements Command {
  private final PolicySource policies;
  private final ExpansionView.@Nullable Messages messages;

  /** Without a queue. */
  public ExpandCommand(PolicySource policies) {
    this(policies, null);
  }

  private ExpandCommand(PolicySource policies, ExpansionView.@Nullable Messages messages) {
    this.policies = policies;
    this.messages = messages;
  }

  /** With messages of the queue, for {@code -Mset}. */
  public static ExpandCommand over(PolicySource policies, MessageQueue queue) {
    return new ExpandCommand(policies, queue::open);
  }

  @Override
  public List<String> words() {
    return List.of("-be", "-bem");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    try {
      ExpansionView view = ExpansionView.read(invocation);
      Situation situation = view.situation(policy, invocation.user(), messages, console::complain);
      situation.dry = true;
      situation
          .peer()
          .remarks
          .put(Connection.INITIAL_DIRECTORY, Text.of(invocation.directory().toString()));
      if (view.queued() == null) {
        Caller.sends(invocation, situation);
      }
      for (String text : view.texts()) {
        console.line(expand(policy, text, situation));
      }
      if (view.texts().isEmpty()) {
        interact(console, policy, situation);
      }
      console.flush();
      return Exit.OK;
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (LocalReception.Refused | IOException trouble) {
      console.complain("ostler: " + trouble.getMessage());
      return Exit.FAILED;
    }
  }

  private static void interact(Console console, Policy policy, Situation situation)
      throws InterruptedException {
    MacroLines macros = new MacroLines();
    SetLines sets = new SetLines(policy, situation);
    while (true) {
      console.print("> ");
      String line = console.logicalLine();
      if (line == null) {
        console.line("");
        return;
      }
      String defined = macros.define(line);
      if (defined != null) {
        console.line("Defined macro '" + defined + "'");
        continue;
      }
      String text = macros.replace(line);
      String set = sets.answer(text);
      console.line(set != null ? set : expand(policy, text, situation));
    }
  }

  private static String expand(Policy policy, String text, Situation situation)
      throws InterruptedException {
    return switch (policy.expressions().compile(text).expand(situation)) {
      case Expansion.Value value -> value.text().value();
      case Expansion.ForcedFailure failure -> "Failed: " + failure.message();
      case Expansion.Failed failed -> "Failed: " + failed.message();
      case Expansion.Deferred deferred -> "Failed: " + deferred.message();
    };
  }
}
