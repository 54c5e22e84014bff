// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import java.util.Optional;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.retry.RetryErrorName;
import org.ostler.core.retry.RetryRule;
import org.ostler.language.option.OptionPrinter;

/** {@code -brt ADDRESS|DOMAIN [DOMAIN] [ERROR]}: which retry rule would be in force. */
public final class RetryTestCommand implements Command {
  private static final String WARNING =
      """
      Warning: "%s" contains no '@' and no '.' characters. It is being\s
      treated as a one-component domain, not as a local part.
      """;

  private final PolicySource policies;

  public RetryTestCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-brt");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    List<String> words = invocation.arguments();
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    if (words.size() < 2) {
      console.complain("-brt needs a domain or address argument");
      return Exit.FAILED;
    }
    String address = words.get(1);
    if (address.indexOf('@') < 0 && address.indexOf('.') < 0) {
      console.line(WARNING.formatted(address));
    }
    int next = 2;
    String host = null;
    if (words.size() > next && words.get(next).indexOf('.') >= 0) {
      host = words.get(next++);
    }
    RetryErrorName.Happened error;
    try {
      error = RetryErrorName.happened(words.size() > next ? words.get(next) : "*");
    } catch (InvalidArgument wrong) {
      console.line(String.valueOf(wrong.getMessage())).flush();
      return Exit.FAILED;
    }
    Situation situation = policy.situation();
    situation.dry = true;
    Optional<RetryRule> rule =
        policy.retry().find(subject(address), host, error.mx(), error.error(), situation);
    if (rule.isEmpty()) {
      console.line("No retry information found").flush();
      return Exit.OK;
    }
    console.line(text(rule.get())).flush();
    return Exit.OK;
  }

  /** Patterns match addresses; a domain stands for any of its addresses. */
  private static String subject(String address) {
    return address.indexOf('@') >= 0 ? address : "*@" + address;
  }

  private static String text(RetryRule rule) {
    StringBuilder text = new StringBuilder("Retry rule: ").append(rule.pattern()).append("  ");
    text.append(rule.error()).append("  ");
    for (RetryRule.Step step : rule.steps()) {
      text.append(step.kind()).append(',').append(OptionPrinter.time(step.until()));
      text.append(',').append(OptionPrinter.time(step.interval()));
      if (step.kind() != RetryRule.Kind.F) {
        String factor = String.valueOf(step.factor() / 1000.0);
        text.append(',').append(factor);
      }
      text.append("; ");
    }
    return text.toString();
  }
}
