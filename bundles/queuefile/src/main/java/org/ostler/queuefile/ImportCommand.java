// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.api.queue.Takeover;

/**
 * {@code ostler import DIRECTORY}: takes Exim's spool files into the queue. Several messages at a
 * time, so that they wait together for the disk.
 */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=command", "word:List<String>=\"import\""})
public final class ImportCommand implements Command {
  private static final int AT_ONCE = 16;
  private static final int SOME_FAILED = 1;
  private static final int USAGE = 64; // sysexits.h
  private static final int NO_INPUT = 66;

  private final Takeover takeover;

  @Activate
  public ImportCommand(@Reference Takeover takeover) {
    this.takeover = takeover;
  }

  @Override
  public List<String> words() {
    return List.of("import");
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    List<String> words = invocation.arguments();
    if (words.size() != 2) {
      say(
          invocation.errors(),
          "ostler: import wants one directory: Exim's spool, such as /var/spool/exim4, or a"
              + " directory with its -H and -D files\n");
      return USAGE;
    }
    List<ForeignMessage> messages;
    try {
      Path directory = directory(invocation.directory(), words.get(1));
      messages = ForeignSpool.messages(directory);
    } catch (IOException e) {
      say(invocation.errors(), "ostler: cannot read " + words.get(1) + ": " + reason(e) + "\n");
      return NO_INPUT;
    }
    return new Move(invocation, messages.size()).run(messages);
  }

  private static Path directory(Path base, String octets) throws IOException {
    String name = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    try {
      Path directory = base.resolve(name);
      if (!Files.isDirectory(directory)) {
        throw new IOException(
            Files.exists(directory) ? "it is no directory" : "there is no such directory");
      }
      return directory;
    } catch (InvalidPathException e) {
      throw new IOException("it is no name of a directory", e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "the server's user may not read and write it";
      case NoSuchFileException gone -> gone.getMessage() + " is not there";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static void say(OutputStream to, String text) {
    try {
      to.write(text.getBytes(StandardCharsets.ISO_8859_1));
      to.flush();
    } catch (IOException gone) {
      // Nobody listens any more; the work goes on.
      return;
    }
  }

  /** One run, with its counts. */
  private final class Move {
    private final Invocation invocation;
    private final ProgressBar progress;
    private final Map<ForeignMessage.Outcome, Integer> counts =
        new EnumMap<>(ForeignMessage.Outcome.class);
    private int failed;

    Move(Invocation invocation, int total) {
      this.invocation = invocation;
      this.progress = new ProgressBar("importing", total);
    }

    int run(List<ForeignMessage> messages) throws InterruptedException {
      Semaphore room = new Semaphore(AT_ONCE);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (ForeignMessage message : messages) {
          room.acquire();
          threads.execute(
              () -> {
                try {
                  move(message);
                } finally {
                  room.release();
                }
              });
        }
      }
      say(invocation.errors(), progress.end());
      say(invocation.output(), summary());
      return failed == 0 ? 0 : SOME_FAILED;
    }

    private void move(ForeignMessage message) {
      try {
        ForeignMessage.Outcome outcome = message.move(takeover);
        synchronized (this) {
          counts.merge(outcome, 1, Integer::sum);
        }
        step("");
      } catch (IOException | IllegalArgumentException e) {
        String reason = e instanceof IOException io ? reason(io) : String.valueOf(e.getMessage());
        fail(message, reason);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail(message, "the import was broken off");
      }
    }

    private void fail(ForeignMessage message, String reason) {
      synchronized (this) {
        failed++;
      }
      step("ostler: " + message.id() + " stays where it is: " + reason + "\n");
    }

    private synchronized void step(String complaint) {
      say(invocation.errors(), progress.step(complaint));
    }

    private String summary() {
      int before = counts.getOrDefault(ForeignMessage.Outcome.TAKEN_BEFORE, 0);
      int done = counts.getOrDefault(ForeignMessage.Outcome.DONE, 0);
      return "imported "
          + counts.getOrDefault(ForeignMessage.Outcome.TAKEN, 0)
          + (before == 0 ? "" : ", taken by an earlier import " + before)
          + (done == 0 ? "" : ", with no recipient left " + done)
          + (failed == 0 ? "" : ", not taken " + failed)
          + "\n";
    }
  }
}
