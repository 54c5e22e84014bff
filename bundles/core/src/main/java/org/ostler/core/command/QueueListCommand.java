// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.mail.QueueId;
import org.ostler.core.queue.QueueOperations;

/** {@code -bp} and its kin: the queue, or the messages named. */
public final class QueueListCommand implements Command {
  private final QueueOperations operations;

  public QueueListCommand(QueueOperations operations) {
    this.operations = operations;
  }

  @Override
  public List<String> words() {
    return List.of("-bp", "-bpa", "-bpi", "-bpr", "-bpra", "-bpri", "-bpru", "-bpu");
  }

  @Override
  public int run(Invocation invocation) {
    Console console = new Console(invocation);
    String word = invocation.arguments().getFirst();
    String letters = word.substring("-bp".length());
    try {
      NamedQueue queue = NamedQueue.of(invocation.arguments());
      List<String> named = queue.words().subList(1, queue.words().size());
      List<QueueId> ids = new ArrayList<>();
      for (String name : named) {
        ids.add(MessageIds.read(name, word));
      }
      QueueOperations.Answer answer =
          ids.isEmpty() ? operations.in(queue.name()).list(letters) : operations.list(letters, ids);
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
