// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsFailure;

/**
 * What was read from files, until they change. A change is seen by the time, the size and the
 * identity of a file; connections that use the old contents keep them. Safe for many threads.
 *
 * @param <T> what is read
 */
final class FileCache<T> {
  // Names may be made from what clients say ($tls_in_sni); only those of files that exist are kept.
  private static final int MOST = 1000;

  private final Map<List<String>, Entry<T>> entries = new ConcurrentHashMap<>();
  private final Reader<T> reader;

  FileCache(Reader<T> reader) {
    this.reader = reader;
  }

  /** Reads some files. */
  interface Reader<T> {
    T read(List<String> files) throws TlsFailure;
  }

  private record Entry<T>(List<Stamp> stamps, T value) {}

  /** What a change of a file changes; of no file, that there is none. */
  private record Stamp(long time, long size, @Nullable Object key) {
    static Stamp of(String file) {
      try {
        BasicFileAttributes facts = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
        return new Stamp(facts.lastModifiedTime().toMillis(), facts.size(), facts.fileKey());
      } catch (IOException | IllegalArgumentException _) {
        return new Stamp(-1, -1, null);
      }
    }
  }

  /** What the files hold now. */
  T get(List<String> files) throws TlsFailure {
    List<Stamp> stamps = files.stream().map(Stamp::of).toList();
    Entry<T> known = entries.get(files);
    if (known != null && known.stamps.equals(stamps)) {
      return known.value;
    }
    T value = reader.read(files);
    if (entries.size() >= MOST) {
      entries.clear();
    }
    entries.put(List.copyOf(files), new Entry<>(stamps, value));
    return value;
  }
}
