// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.queue.QueueOperations;
import org.ostler.core.queue.QueueOperations.Answer;

/** A word of the {@code -M} family: names messages, and does one thing to each. */
final class MessageCommand implements Command {
  /** What is done. */
  @FunctionalInterface
  interface Deed {
    /** Prints as it goes; the result is the exit code. */
    int perform(List<String> words, QueueOperations operations, String by, Console console)
        throws WrongWords, IOException, InterruptedException;
  }

  private final String word;
  private final QueueOperations operations;
  private final Deed deed;

  MessageCommand(String word, QueueOperations operations, Deed deed) {
    this.word = word;
    this.operations = operations;
    this.deed = deed;
  }

  @Override
  public List<String> words() {
    return List.of(word);
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    try {
      NamedQueue queue = NamedQueue.of(invocation.arguments());
      QueueOperations there = operations.in(queue.name()).restrained(queue.restraint());
      int code = deed.perform(queue.words(), there, invocation.user(), console);
      console.flush();
      return code;
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (IOException trouble) {
      console.complain("ostler: the spool failed: " + trouble.getMessage());
      return Exit.TEMPORARY;
    }
  }

  /** Prints an answer; the result is its exit code. */
  static int show(Answer answer, Console console) {
    console.print(answer.text());
    return answer.exitCode();
  }
}
