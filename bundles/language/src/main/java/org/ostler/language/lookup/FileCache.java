// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read from files for as long as they stay the same: the same time of change, size
 * and inode.
 *
 * @param <T> what is made of a file
 */
public final class FileCache<T> {
  private static final int MOST_FILES = 64;

  private final Reader<T> reader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Kept<T>> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Path file) throws IOException;
  }

  private record Kept<T>(BasicFileAttributes look, State state, T value) {}

  private record State(FileTime changed, long size, @Nullable Object inode) {
    static State of(BasicFileAttributes attributes) {
      return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
  }

  public FileCache(Reader<T> reader) {
    this.reader = reader;
  }

  /** What the file holds now. */
  public T get(Path file, BasicFileAttributes attributes) throws IOException {
    Kept<T> known = known(file.toString());
    if (known != null && sameLook(known.look(), attributes)) {
      return known.value();
    }
    State state = State.of(attributes);
    if (known != null && known.state().equals(state)) {
      return known.value();
    }
    T value = reader.read(file);
    // A file that changes while it is read is read again next time.
    if (State.of(Files.readAttributes(file, BasicFileAttributes.class)).equals(state)) {
      keep(file.toString(), new Kept<>(attributes, state, value));
    }
    return value;
  }

  /** Attributes have no equality of their own; the same object is one look, used again. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean sameLook(BasicFileAttributes one, BasicFileAttributes other) {
    return one == other;
  }

  private @Nullable Kept<T> known(String file) {
    lock.lock();
    try {
      return kept.get(file);
    } finally {
      lock.unlock();
    }
  }

  private void keep(String file, Kept<T> value) {
    lock.lock();
    try {
      kept.put(file, value);
      if (kept.size() > MOST_FILES) {
        kept.remove(Objects.requireNonNull(kept.keySet().iterator().next()));
      }
    } finally {
      lock.unlock();
    }
  }
}
