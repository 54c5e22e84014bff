// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.api.mail.QueueId;
import org.ostler.api.option.Settings;
import org.ostler.core.command.QueueRunCommand;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.ProcessVariables;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.smtp.server.EtrnRunner;
import org.ostler.core.thread.Errand;

/** Queue runs and programs that peers ask for by ETRN. What goes wrong is told to the panic log. */
final class EtrnRuns implements EtrnRunner {
  private static final Pattern REASON =
      Pattern.compile("error(?:=\\d+, |: \\d+ \\()([^()]+?)\\)?\\s*$");

  private final MessageQueue queue;
  private final Log log;

  EtrnRuns(MessageQueue queue, Log log) {
    this.queue = queue;
    this.log = log;
  }

  @Override
  public void start(Work work, Situation situation, Runnable whenOver) {
    switch (work) {
      case Work.QueueRun run -> runQueue(run.pattern(), situation.settings(), whenOver);
      case Work.Program program -> {
        Map<String, String> variables = ProcessVariables.of(situation.settings(), System.getenv());
        execute(program, variables, whenOver);
      }
    }
  }

  /** What cannot be read now is for the next run. */
  private void runQueue(String pattern, Settings main, Runnable whenOver) {
    try {
      Set<QueueId> chosen = QueueRunCommand.start(queue, main, pattern);
      whenOver(() -> queue.awaitIdle(chosen), whenOver);
    } catch (IOException trouble) {
      log.panic(null, "the queue run for ETRN failed: " + trouble.getMessage());
      whenOver.run();
    }
  }

  private void execute(Work.Program program, Map<String, String> variables, Runnable whenOver) {
    List<String> words = program.words();
    try {
      if (!words.getFirst().startsWith("/")) {
        throw new IOException("error=2, No such file or directory");
      }
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .redirectInput(Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD);
      builder.environment().clear();
      builder.environment().putAll(variables);
      Process process = builder.start();
      whenOver(process::waitFor, whenOver);
    } catch (IOException notRun) {
      log.panic(null, "exec of \"" + program.source() + "\" (ETRN) failed: " + reason(notRun));
      whenOver.run();
    }
  }

  private static String reason(IOException notRun) {
    String message = String.valueOf(notRun.getMessage());
    Matcher reason = REASON.matcher(message);
    return reason.find() ? reason.group(1) : message;
  }

  /** Waits aside. */
  private static void whenOver(Waiting end, Runnable whenOver) {
    Errand.start(
        "etrn",
        () -> {
          try {
            end.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          } finally {
            whenOver.run();
          }
        });
  }

  /** Waits for the end of something. */
  @FunctionalInterface
  private interface Waiting {
    void await() throws InterruptedException;
  }
}
