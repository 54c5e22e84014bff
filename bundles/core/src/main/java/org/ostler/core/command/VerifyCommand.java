// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.acl.AddressVerifier.Purpose;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;

/** {@code -bv} and {@code -bvs}: whether addresses verify, as recipients or as senders. */
public final class VerifyCommand implements Command {
  private final PolicySource policies;

  public VerifyCommand(PolicySource policies) {
    this.policies = policies;
  }

  @Override
  public List<String> words() {
    return List.of("-bv", "-bvs");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    Policy policy = policies.current(console::complain);
    if (policy == null) {
      return Exit.FAILED;
    }
    List<String> words = invocation.arguments();
    Purpose purpose = words.getFirst().equals("-bvs") ? Purpose.SENDER : Purpose.RECIPIENT;
    int code = words.size() == 1 ? interact(policy, purpose, invocation, console) : Exit.OK;
    for (String typed : words.subList(1, words.size())) {
      for (String address : Addresses.split(typed)) {
        code = Math.max(code, verify(policy, address, purpose, invocation, console));
      }
    }
    console.flush();
    return code;
  }

  /** Line by line, as people type them. */
  private static int interact(
      Policy policy, Purpose purpose, Invocation invocation, Console console)
      throws InterruptedException {
    int code = Exit.OK;
    while (true) {
      console.print("> ");
      @Nullable String line = console.logicalLine();
      if (line == null) {
        console.line("");
        return code;
      }
      code = Math.max(code, verify(policy, line, purpose, invocation, console));
    }
  }

  private static int verify(
      Policy policy, String typed, Purpose purpose, Invocation invocation, Console console)
      throws InterruptedException {
    Situation situation = policy.situation();
    situation.dry = true;
    Caller.sends(invocation, situation);
    if (purpose == Purpose.SENDER) {
      situation.envelope().sender(ReversePath.NULL);
    }
    String address;
    try {
      address = Addresses.qualified(typed, situation);
    } catch (WrongWords wrong) {
      return say(console, "syntax error: " + wrong.getMessage(), Exit.UNDECIDED);
    }
    String rewritten =
        purpose == Purpose.SENDER
            ? policy.rewriter().sender(address, situation)
            : policy.rewriter().recipient(address, situation);
    if (!rewritten.equals(address)) {
      console.line("Address rewritten as: " + rewritten);
    }
    return switch (policy.verifier().verify(address, purpose, List.of(), situation)) {
      case Verified.Good ignored -> say(console, rewritten + " verified", Exit.OK);
      case Verified.Bad bad ->
          say(console, rewritten + " failed to verify" + because(bad.logMessage()), Exit.UNDECIDED);
      case Verified.Unknown unknown ->
          say(
              console,
              rewritten + " cannot be resolved at this time" + because(unknown.logMessage()),
              Exit.FAILED);
    };
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static int say(Console console, String line, int code) {
    console.line(line);
    return code;
  }
}
