// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the configuration's files now and then, and tells when one has changed. */
final class ConfigurationWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Supplier<Set<Path>> files;
  private final Runnable changed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Map<Path, Object> seen;

  ConfigurationWatch(Supplier<Set<Path>> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.seen = look();
    Thread.ofVirtual().name("configuration-watch").start(this::watch);
  }

  private void watch() {
    try {
      while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        lookForChange();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** What goes wrong with one change must not end the watching for the next. */
  private void lookForChange() {
    try {
      Map<Path, Object> now = look();
      if (!Objects.equals(now, seen)) {
        seen = now;
        changed.run();
        // The new configuration may include other files.
        seen = look();
      }
    } catch (RuntimeException bug) {
      LOG.error("a changed configuration was not taken over", bug);
    }
  }

  private Map<Path, Object> look() {
    Map<Path, Object> state = new HashMap<>();
    for (Path file : files.get()) {
      try {
        state.put(file, Files.getLastModifiedTime(file) + " " + Files.size(file));
      } catch (IOException gone) {
        state.put(file, "gone");
      }
    }
    return state;
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
