// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.queue.QueueOperations;

/** {@code -bpc}: how many messages wait. */
public final class QueueCountCommand implements Command {
  private final QueueOperations operations;

  public QueueCountCommand(QueueOperations operations) {
    this.operations = operations;
  }

  @Override
  public List<String> words() {
    return List.of("-bpc");
  }

  @Override
  public int run(Invocation invocation) {
    Console console = new Console(invocation);
    try {
      String queue = NamedQueue.of(invocation.arguments()).name();
      QueueOperations.Answer answer = operations.in(queue).count();
      console.print(answer.text()).flush();
      return answer.exitCode();
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (IOException trouble) {
      console.complain("ostler: the spool cannot be read: " + trouble.getMessage());
      return Exit.TEMPORARY;
    }
  }
}
