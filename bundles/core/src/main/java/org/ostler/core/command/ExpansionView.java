// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Invocation;
import org.ostler.api.mail.QueueId;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.queue.QueueIds;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.receive.Assembler;
import org.ostler.core.receive.Fixups;
import org.ostler.core.receive.HeaderBudget;
import org.ostler.core.receive.LineDecoder;
import org.ostler.core.rewrite.Rewriting;

/**
 * The words of {@code -be} and {@code -bem}, and what the strings behind them are expanded over:
 * whoever runs the command, who the options say, a message of the queue or one in a file.
 *
 * @param file the message of {@code -bem}; null for {@code -be}
 * @param queued {@code -Mset}: a message of the queue; null for none
 * @param mail what {@code -f} and {@code -oM*} say
 * @param plain whether no option says anything
 * @param texts the strings; none when they are read from the input
 */
record ExpansionView(
    @Nullable Path file,
    @Nullable QueueId queued,
    LocalMail mail,
    boolean plain,
    List<String> texts) {
  /** Opens messages of the queue. */
  @FunctionalInterface
  interface Messages {
    QueuedMail open(QueueId id) throws IOException;
  }

  ExpansionView {
    texts = List.copyOf(texts);
  }

  /** Reads {@code -be [OPTIONS --] TEXT...}, {@code -bem FILE} alike. */
  static ExpansionView read(Invocation invocation) throws WrongWords {
    List<String> words = new ArrayList<>(invocation.arguments());
    String first = words.removeFirst();
    Path file = null;
    if (first.equals("-bem")) {
      if (words.isEmpty()) {
        throw new WrongWords("-bem needs the name of a file with a message");
      }
      file = invocation.directory().resolve(words.removeFirst());
    }
    int end = words.isEmpty() || !words.getFirst().startsWith("-") ? -1 : words.indexOf("--");
    List<String> options = new ArrayList<>(words.subList(0, Math.max(0, end)));
    QueueId queued = null;
    int mset = options.indexOf("-Mset");
    if (mset >= 0 && mset + 1 < options.size()) {
      queued = MessageIds.read(options.get(mset + 1), "-Mset");
      options.subList(mset, mset + 2).clear();
    }
    boolean plain = options.isEmpty();
    options.addFirst(first);
    return new ExpansionView(
        file, queued, SubmissionWords.read(options), plain, words.subList(end + 1, words.size()));
  }

  /** What strings are expanded over. */
  Situation situation(
      Policy policy, String user, @Nullable Messages messages, Consumer<String> complaints)
      throws WrongWords, LocalReception.Refused, IOException, InterruptedException {
    QueueId id = queued;
    if (id != null) {
      if (messages == null) {
        throw new WrongWords("-Mset: the queue is the running server's");
      }
      QueuedMail found = messages.open(id);
      return policy.situation(found.connection(), found.message());
    }
    InstantSource clock = InstantSource.system();
    Situation situation =
        plain
            ? policy.situation()
            : policy.situation(
                mail.origin().connection(user, clock.instant()), new Message(clock.instant()));
    situation.peer().trusted = true;
    Path path = file;
    if (path != null) {
      load(path, policy, situation, user, complaints);
    } else if (mail.sender() != null) {
      new Envelope(situation, mail, user).fill(null);
    }
    return situation;
  }

  private void load(
      Path path, Policy policy, Situation situation, String user, Consumer<String> complaints)
      throws LocalReception.Refused, IOException, InterruptedException {
    Message message = situation.envelope();
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path));
        Assembler assembler =
            new Assembler(
                LocalLimits.of(situation), HeaderBudget.HEAP, OutputStream.nullOutputStream())) {
      new Envelope(situation, mail, user).fill(new FromLine(situation, complaints).take(in));
      message.queueId(
          new QueueIds(InstantSource.system(), List.of(), ProcessHandle.current().pid()).next());
      LocalReception.read(in, LineDecoder.ofProgram(assembler, false), assembler);
      message.headerFields(assembler.fields());
      LocalReception.describe(message, assembler);
      message.measure();
      Rewriting.recipients(policy.rewriter(), situation);
      Fixups.apply(situation);
      Rewriting.apply(policy.rewriter(), situation, true, true);
    } catch (NoSuchFileException missing) {
      throw new IOException("failed to open " + path + ": No such file or directory", missing);
    }
  }
}
