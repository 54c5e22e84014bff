// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.mail.QueueId;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.MessageQueue;

/**
 * {@code -q}, {@code -R}, {@code -S} with their letters: a queue run over all messages or those
 * selected; returns when it is over, as Exim does.
 */
public final class QueueRunCommand implements Command {
  private final MessageQueue queue;

  public QueueRunCommand(MessageQueue queue) {
    this.queue = queue;
  }

  /** Starts a run for recipients that contain the text, as ETRN asks; returns at once. */
  public static void start(MessageQueue queue, String text) throws IOException {
    String wanted = text.toLowerCase(Locale.ROOT);
    QueueSelection selection =
        QueueSelection.ALL
            .recipients(address -> address.toLowerCase(Locale.ROOT).contains(wanted))
            .saying("-R " + text);
    queue.run(selection.choose(queue), selection.detail());
  }

  @Override
  public List<String> words() {
    return QueueRunWords.all();
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    try {
      QueueSelection selection = QueueRunWords.read(invocation.arguments());
      Map<QueueId, Dispatch.Reason> chosen = selection.choose(queue);
      queue.run(chosen, selection.detail());
      queue.awaitIdle(chosen.keySet());
      return Exit.OK;
    } catch (WrongWords wrong) {
      console.complain("ostler: " + wrong.getMessage());
      return Exit.USAGE;
    } catch (IOException trouble) {
      console.complain("ostler: the spool cannot be read: " + trouble.getMessage());
      return Exit.TEMPORARY;
    }
  }
}
