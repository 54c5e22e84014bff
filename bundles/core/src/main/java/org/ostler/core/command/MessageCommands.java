// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.mail.QueueId;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueOperations;
import org.ostler.core.queue.QueueOperations.Answer;

/** The {@code -M} family. */
public final class MessageCommands {
  private MessageCommands() {}

  /**
   * All of them. {@code -M}, {@code -Mc} and {@code -Mg} return when the attempt is over, as Exim
   * does.
   */
  public static List<Command> of(QueueOperations operations, MessageQueue queue) {
    return List.of(
        each("-M", QueueOperations::deliver, operations, queue),
        each("-Mc", QueueOperations::deliverWhenDue, operations, queue),
        each("-Mg", QueueOperations::giveUp, operations, queue),
        each("-Mf", QueueOperations::freeze, operations, null),
        each("-Mt", QueueOperations::thaw, operations, null),
        each("-Mrm", QueueOperations::remove, operations, null),
        each("-Mmad", QueueOperations::markAllDelivered, operations, null),
        view("-Mvh", QueueOperations::viewHeaders, operations),
        view("-Mvb", QueueOperations::viewBody, operations),
        view("-Mvc", QueueOperations::viewCopy, operations),
        view("-Mvl", QueueOperations::viewLog, operations),
        edit("-Mar", "addresses to add", QueueOperations::addRecipients, operations),
        edit("-Mmd", "addresses to mark as delivered", QueueOperations::markDelivered, operations),
        new MessageCommand("-MG", operations, MessageCommands::move),
        new MessageCommand("-Mes", operations, MessageCommands::sender));
  }

  /** Something done to one message by a user. */
  @FunctionalInterface
  private interface Operation {
    Answer on(QueueOperations operations, QueueId id, String by) throws IOException;
  }

  /** Something shown of one message. */
  @FunctionalInterface
  private interface View {
    Answer of(QueueOperations operations, QueueId id) throws IOException;
  }

  /** Something done to addresses of one message. */
  @FunctionalInterface
  private interface Edit {
    Answer on(QueueOperations operations, QueueId id, List<String> addresses, String by)
        throws IOException;
  }

  /** {@code waits}: the queue to wait on until nobody has the messages in hand, or null. */
  private static Command each(
      String word,
      Operation operation,
      QueueOperations operations,
      @org.jspecify.annotations.Nullable MessageQueue waits) {
    return new MessageCommand(
        word,
        operations,
        (words, on, by, console) -> {
          int code = Exit.OK;
          List<QueueId> ids = MessageIds.after(words);
          for (QueueId id : ids) {
            code = Math.max(code, MessageCommand.show(operation.on(on, id, by), console));
          }
          if (waits != null) {
            console.flush();
            waits.awaitIdle(ids);
          }
          return code;
        });
  }

  private static Command view(String word, View view, QueueOperations operations) {
    return new MessageCommand(
        word,
        operations,
        (words, on, by, console) -> {
          List<QueueId> ids = MessageIds.after(words);
          if (ids.size() > 1) {
            throw new WrongWords("only one message can be listed at once");
          }
          return MessageCommand.show(view.of(on, ids.getFirst()), console);
        });
  }

  private static Command edit(String word, String what, Edit edit, QueueOperations operations) {
    return new MessageCommand(
        word,
        operations,
        (words, on, by, console) -> {
          QueueId id = first(words);
          if (words.size() < 3) {
            throw new WrongWords("no " + what + " given after " + word + " " + id);
          }
          return MessageCommand.show(edit.on(on, id, words.subList(2, words.size()), by), console);
        });
  }

  private static QueueId first(List<String> words) throws WrongWords {
    return MessageIds.after(words.subList(0, Math.min(2, words.size()))).getFirst();
  }

  private static int move(
      List<String> words, QueueOperations operations, String by, Console console)
      throws WrongWords, IOException {
    if (words.size() < 2) {
      throw new WrongWords("a queue name expected after -MG; an empty one for the usual queue");
    }
    String to = NamedQueue.checked(words.get(1));
    List<String> rest = new ArrayList<>(words);
    rest.remove(1);
    int code = Exit.OK;
    for (QueueId id : MessageIds.after(rest)) {
      code = Math.max(code, MessageCommand.show(operations.move(id, to), console));
    }
    return code;
  }

  private static int sender(
      List<String> words, QueueOperations operations, String by, Console console)
      throws WrongWords, IOException {
    QueueId id = first(words);
    if (words.size() != 3) {
      throw new WrongWords("one new sender address expected after -Mes " + id + "; <> for none");
    }
    return MessageCommand.show(operations.editSender(id, words.get(2), by), console);
  }
}
