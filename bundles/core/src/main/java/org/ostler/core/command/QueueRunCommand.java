// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.Settings;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueRun;
import org.ostler.core.queue.Restraint;

/**
 * {@code -q}, {@code -R}, {@code -S} with their letters: a queue run over all messages or those
 * selected; returns when it is over, as Exim does.
 */
public final class QueueRunCommand implements Command {
  private final MessageQueue queue;
  private final Supplier<Settings> main;

  /** Runs by the rules of the configuration in force, whose main part is given. */
  public QueueRunCommand(MessageQueue queue, Supplier<Settings> main) {
    this.queue = queue;
    this.main = main;
  }

  /** Starts a run for recipients that contain the text, as ETRN asks; returns what it is over. */
  public static Set<QueueId> start(MessageQueue queue, Settings main, String text)
      throws IOException {
    String wanted = text.toLowerCase(Locale.ROOT);
    QueueSelection selection =
        QueueSelection.ALL
            .recipients(address -> address.toLowerCase(Locale.ROOT).contains(wanted))
            .saying("-R " + text);
    Map<QueueId, Dispatch.Reason> chosen = selection.choose(queue);
    queue.run(chosen, run(selection, main, Restraint.NONE));
    return chosen.keySet();
  }

  private static QueueRun run(QueueSelection selection, Settings main, Restraint restraint) {
    boolean forced = selection.force() > 0;
    return new QueueRun(selection.queue(), selection.detail(), forced, main, restraint);
  }

  @Override
  public List<String> words() {
    return QueueRunWords.all();
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Console console = new Console(invocation);
    try {
      NamedQueue named = NamedQueue.of(invocation.arguments());
      QueueSelection selection = QueueRunWords.read(named.words()).in(named.name());
      Map<QueueId, Dispatch.Reason> chosen = selection.choose(queue);
      queue.run(chosen, run(selection, main.get(), named.restraint()));
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
