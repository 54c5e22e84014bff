// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lock of flock(2). Java has none, so the program {@code flock} of util-linux holds it as long as
 * this is open. Confined to one thread.
 */
final class Flock implements AutoCloseable {
  private static final int BUSY = 1;

  private final Process holder;

  private Flock(Process holder) {
    this.holder = holder;
  }

  /**
   * Takes the lock; null when another has it.
   *
   * @param shared whether others may share it
   * @param patience how long to wait for it; none to try once
   */
  static @Nullable Flock take(Path file, boolean shared, Duration patience)
      throws IOException, InterruptedException {
    String wait = patience.isZero() ? "--nonblock" : "--timeout=" + patience.toMillis() / 1000.0;
    Process holder =
        new ProcessBuilder(
                List.of(
                    "/usr/bin/flock",
                    shared ? "--shared" : "--exclusive",
                    wait,
                    file.toString(),
                    "/bin/sh",
                    "-c",
                    "echo held; exec cat"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean held = false;
    try {
      // One octet or the end: whoever holds it says so at once, and nothing else is ever said.
      held = holder.getInputStream().read() >= 0;
      if (held) {
        return new Flock(holder);
      }
    } finally {
      if (!held) {
        holder.getOutputStream().close();
        holder.destroyForcibly();
      }
    }
    int code = holder.waitFor();
    if (code != BUSY) {
      throw new IOException("the program flock cannot lock " + file + ": exit code " + code);
    }
    return null;
  }

  /** Gives the lock up; it is free when this returns. */
  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
    try {
      holder.waitFor();
    } catch (InterruptedException stop) {
      holder.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
