// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

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
    QueueOperations.Answer answer = operations.count();
    new Console(invocation).print(answer.text()).flush();
    return answer.exitCode();
  }
}
