// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.policy.CommandOptions;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;

/**
 * {@code -bi}, {@code newaliases}: runs {@code bi_command}, with the file of {@code -oA} as its
 * word. Without it there is nothing to do: alias files are read as they are.
 */
public final class RebuildCommand implements Command {
  private final PolicySource policies;

  public RebuildCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-bi");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    String program = policy.main().find(CommandOptions.BI_COMMAND).orElse("");
    if (program.isEmpty()) {
      return Exit.OK;
    }
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(invocation.arguments().subList(1, invocation.arguments().size()));
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(invocation.directory().toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      process.getInputStream().transferTo(invocation.output());
      return process.waitFor();
    } catch (IOException trouble) {
      console.complain("ostler: exec '" + program + "' failed: " + trouble.getMessage());
      return Exit.FAILED;
    }
  }
}
