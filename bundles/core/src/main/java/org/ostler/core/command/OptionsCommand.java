// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.ArrayList;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;

/**
 * {@code -bP}, with {@code -n} their values alone: options as they are in force, named lists,
 * routers, transports, macros, the configuration. Only the server's user and root can ask a running
 * server, so nothing is hidden but what the configuration hides.
 */
public final class OptionsCommand implements Command {
  private final PolicySource policies;

  public OptionsCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-bP");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    OptionsText text = new OptionsText(policy);
    List<String> words = new ArrayList<>(invocation.arguments());
    words.removeFirst();
    boolean bare = !words.isEmpty() && words.getFirst().equals("-n");
    if (bare) {
      words.removeFirst();
    }
    boolean complete = true;
    if (words.isEmpty()) {
      console.print(bare ? OptionsText.values(text.main()) : text.main());
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean pair = i + 1 < words.size() && OptionsText.KINDS.contains(word);
      String answer = pair ? text.of(word, words.get(++i)) : text.of(word);
      if (answer != null) {
        console.print(bare && !word.equals("config") ? OptionsText.values(answer) : answer);
      } else {
        console.line(pair ? word + " " + words.get(i) + " not found" : text.unknown(word));
        complete = false;
      }
    }
    console.flush();
    return complete ? Exit.OK : Exit.FAILED;
  }
}
