// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.rewrite.RewriteTrace;

/** {@code -brw ADDRESS}: what the rewriting rules make of an address wherever it may stand. */
public final class RewriteTestCommand implements Command {
  private final PolicySource policies;

  public RewriteTestCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-brw");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    List<String> words = invocation.arguments();
    if (words.size() < 2) {
      console.complain("-brw needs an address argument");
      return Exit.USAGE;
    }
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    Situation situation = policy.situation();
    situation.dry = true;
    RewriteTrace trace = new RewriteTrace(policy.rewriter(), console::complain);
    console.print(trace.of(words.get(1), situation));
    console.flush();
    return Exit.OK;
  }
}
