// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.log.Log;
import org.ostler.core.policy.Policy;
import org.ostler.core.queue.MessageQueue;

/** {@code -bm}: takes a message from a local program, as {@code sendmail} does. */
public final class SubmitCommand implements Command {
  private final Supplier<Policy> policy;
  private final MessageQueue queue;
  private final Log log;
  private final InstantSource clock;

  public SubmitCommand(Supplier<Policy> policy, MessageQueue queue, Log log, InstantSource clock) {
    this.policy = policy;
    this.queue = queue;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public List<String> words() {
    return List.of("-bm");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    boolean quiet = false;
    try {
      LocalMail mail = SubmissionWords.read(invocation.arguments());
      quiet = mail.quiet();
      if (mail.arguments().isEmpty() && !mail.fromFields()) {
        throw new WrongWords("no recipients: name some, or use -t to take them from the message");
      }
      new LocalReception(policy.get(), queue, log, clock, mail, invocation.user())
          .receive(invocation.input());
      return Exit.OK;
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (LocalReception.Refused refused) {
      if (!quiet) {
        console.complain("ostler: " + refused.getMessage());
      }
      return refused.temporary() ? Exit.TEMPORARY : Exit.FAILED;
    } catch (IOException trouble) {
      console.complain("ostler: the message was not taken: " + trouble.getMessage());
      return Exit.TEMPORARY;
    }
  }
}
