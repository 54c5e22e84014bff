// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;

/**
 * {@code -be}: expands its arguments, or its input line by line, with Exim's prompts and messages.
 */
public final class ExpandCommand implements Command {
  private final PolicySource policies;

  public ExpandCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-be");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    Situation situation = policy.situation();
    situation.dry = true;
    sentBy(invocation.user(), situation);
    List<String> texts = invocation.arguments().subList(1, invocation.arguments().size());
    for (String text : texts) {
      console.line(expand(policy, text, situation));
    }
    if (texts.isEmpty()) {
      interact(console, policy, situation);
    }
    console.flush();
    return Exit.OK;
  }

  /** Whoever runs the command is the sender, as of a message that is submitted. */
  private static void sentBy(String user, Situation situation) throws InterruptedException {
    Text domain = situation.variable("qualify_domain");
    String address = user + "@" + (domain == null ? "" : domain.value());
    situation.envelope().sender(new ReversePath(address));
    situation.envelope().authenticatedSender = address;
    situation.envelope().protocol("");
    situation.peer().ident = user;
    situation.peer().authenticatedId = user;
  }

  private static void interact(Console console, Policy policy, Situation situation)
      throws InterruptedException {
    MacroLines macros = new MacroLines();
    while (true) {
      console.print("> ");
      String line = logicalLine(console);
      if (line == null) {
        console.line("");
        return;
      }
      String defined = macros.define(line);
      if (defined != null) {
        console.line("Defined macro '" + defined + "'");
      } else {
        console.line(expand(policy, macros.replace(line), situation));
      }
    }
  }

  /** A line with those that a backslash at its end joins to it; null at the end of input. */
  private static @Nullable String logicalLine(Console console) {
    String line = console.read();
    if (line == null) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    while (line != null && line.stripTrailing().endsWith("\\")) {
      String text = line.stripTrailing();
      joined.append(text, 0, text.length() - 1);
      line = console.read();
      line = line == null ? null : line.stripLeading();
    }
    return joined.append(line == null ? "" : line).toString().stripTrailing();
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
