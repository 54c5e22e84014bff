// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.IOException;
import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.mail.QueueId;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueOperations;
import org.ostler.core.queue.QueueOperations.Answer;

/** The {@code -M} family. */
public final class MessageCommands {
  private MessageCommands() {}

  /** All of them. {@code -M} and {@code -Mg} return when the attempt is over, as Exim does. */
  public static List<Command> of(QueueOperations operations, MessageQueue queue) {
    return List.of(
        each("-M", (id, by) -> operations.deliver(id), queue),
        each("-Mg", operations::giveUp, queue),
        each("-Mf", operations::freeze, null),
        each("-Mt", operations::thaw, null),
        each("-Mrm", operations::remove, null),
        each("-Mmad", operations::markAllDelivered, null),
        view("-Mvh", operations::viewHeaders),
        view("-Mvb", operations::viewBody),
        view("-Mvc", operations::viewCopy),
        view("-Mvl", operations::viewLog),
        edit("-Mar", "addresses to add", operations::addRecipients),
        edit("-Mmd", "addresses to mark as delivered", operations::markDelivered),
        new MessageCommand("-Mes", (words, by, console) -> sender(operations, words, by, console)));
  }

  /** Something done to one message by a user. */
  @FunctionalInterface
  private interface Operation {
    Answer on(QueueId id, String by) throws IOException;
  }

  /** Something shown of one message. */
  @FunctionalInterface
  private interface View {
    Answer of(QueueId id) throws IOException;
  }

  /** Something done to addresses of one message. */
  @FunctionalInterface
  private interface Edit {
    Answer on(QueueId id, List<String> addresses, String by) throws IOException;
  }

  /** {@code waits}: the queue to wait on until nobody has the messages in hand, or null. */
  private static Command each(
      String word, Operation operation, @org.jspecify.annotations.Nullable MessageQueue waits) {
    return new MessageCommand(
        word,
        (words, by, console) -> {
          int code = Exit.OK;
          List<QueueId> ids = MessageIds.after(words);
          for (QueueId id : ids) {
            code = Math.max(code, MessageCommand.show(operation.on(id, by), console));
          }
          if (waits != null) {
            console.flush();
            waits.awaitIdle(ids);
          }
          return code;
        });
  }

  private static Command view(String word, View view) {
    return new MessageCommand(
        word,
        (words, by, console) -> {
          List<QueueId> ids = MessageIds.after(words);
          if (ids.size() > 1) {
            throw new WrongWords("only one message can be listed at once");
          }
          return MessageCommand.show(view.of(ids.getFirst()), console);
        });
  }

  private static Command edit(String word, String what, Edit edit) {
    return new MessageCommand(
        word,
        (words, by, console) -> {
          QueueId id = first(words);
          if (words.size() < 3) {
            throw new WrongWords("no " + what + " given after " + word + " " + id);
          }
          return MessageCommand.show(edit.on(id, words.subList(2, words.size()), by), console);
        });
  }

  private static QueueId first(List<String> words) throws WrongWords {
    return MessageIds.after(words.subList(0, Math.min(2, words.size()))).getFirst();
  }

  private static int sender(
      QueueOperations operations, List<String> words, String by, Console console)
      throws WrongWords, IOException {
    QueueId id = first(words);
    if (words.size() != 3) {
      throw new WrongWords("one new sender address expected after -Mes " + id + "; <> for none");
    }
    return MessageCommand.show(operations.editSender(id, words.get(2), by), console);
  }
}
