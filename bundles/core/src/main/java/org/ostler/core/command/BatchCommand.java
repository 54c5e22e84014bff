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

/**
 * {@code -bS}: messages in the form of SMTP commands, to which nothing is answered. The first fault
 * ends the batch and is told on standard output, and at length on standard error.
 */
public final class BatchCommand implements Command {
  private static final int SOME_TAKEN = 1;
  private static final int NONE_TAKEN = 2;

  private final Supplier<Policy> policy;
  private final MessageQueue queue;
  private final Log log;
  private final InstantSource clock;

  public BatchCommand(Supplier<Policy> policy, MessageQueue queue, Log log, InstantSource clock) {
    this.policy = policy;
    this.queue = queue;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public List<String> words() {
    return List.of("-bS");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    try {
      LocalMail mail = SubmissionWords.read(invocation.arguments());
      if (mail.fromFields() || !mail.arguments().isEmpty() || mail.sender() != null) {
        throw new WrongWords(
            "incompatible command-line options or arguments: the batch says who sends to whom");
      }
      Batch batch =
          new Batch(
              policy.get(),
              message ->
                  new LocalReception(policy.get(), queue, log, clock, message, invocation.user()),
              mail,
              new BatchInput(invocation.input()));
      Batch.Fault fault = batch.run();
      return fault == null ? Exit.OK : told(fault, console);
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (IOException trouble) {
      console.complain("ostler: the batch was not taken whole: " + trouble.getMessage());
      return Exit.TEMPORARY;
    }
  }

  private static int told(Batch.Fault fault, Console console) {
    String command = fault.command();
    int taken = fault.taken();
    console.complain(
        "An error was detected while processing a file of BSMTP input.\n"
            + "The error message was:\n\n  "
            + fault.reply()
            + "\n\nThe SMTP transaction started in line "
            + fault.started()
            + ".\nThe error was detected in line "
            + fault.line()
            + "."
            + (command.isEmpty() ? "" : "\nThe SMTP command at fault was:\n\n   " + command + "\n")
            + "\n"
            + taken
            + " previous message"
            + (taken == 1 ? " was" : "s were")
            + " successfully processed.\nThe rest of the batch was abandoned.");
    console.line(fault.reply());
    console.line("Transaction started in line " + fault.started());
    console.line("Error detected in line " + fault.line());
    if (!command.isEmpty()) {
      console.line(command);
    }
    console.flush();
    return taken > 0 ? SOME_TAKEN : NONE_TAKEN;
  }
}
