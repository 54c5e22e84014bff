// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.route.RouteTrace;

/** {@code -bt}: how addresses would be routed, as arguments or line by line. */
public final class RouteTestCommand implements Command {
  private final PolicySource policies;

  public RouteTestCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-bt");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    RouteTrace trace = new RouteTrace(policy.routers());
    List<String> addresses = invocation.arguments().subList(1, invocation.arguments().size());
    int code = Exit.OK;
    for (String typed : addresses) {
      for (String address : Addresses.split(typed)) {
        code = Math.max(code, trace(trace, policy, address, invocation, console));
      }
    }
    if (addresses.isEmpty()) {
      code = interact(trace, policy, invocation, console);
    }
    console.flush();
    return code;
  }

  private static int interact(
      RouteTrace trace, Policy policy, Invocation invocation, Console console)
      throws InterruptedException {
    int code = Exit.OK;
    while (true) {
      console.print("> ");
      @Nullable String line = console.logicalLine();
      if (line == null) {
        console.line("");
        return code;
      }
      code = Math.max(code, trace(trace, policy, line, invocation, console));
    }
  }

  private static int trace(
      RouteTrace trace, Policy policy, String address, Invocation invocation, Console console)
      throws InterruptedException {
    Situation situation = policy.situation();
    situation.dry = true;
    Caller.sends(invocation, situation);
    situation.peer().debugOutput = console::complain;
    try {
      String full = Addresses.qualified(address, situation);
      String rewritten = policy.rewriter().recipient(full, situation);
      if (!rewritten.equals(full)) {
        console.line("Address rewritten as: " + rewritten);
      }
      RouteTrace.Answer answer = trace.trace(rewritten, situation);
      console.print(answer.text());
      return answer.exitCode();
    } catch (WrongWords wrong) {
      console.line("syntax error: " + wrong.getMessage());
      return Exit.UNDECIDED;
    }
  }
}
