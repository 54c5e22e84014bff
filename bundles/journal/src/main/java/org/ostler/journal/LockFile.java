// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second server away from a spool. The kernel drops the lock when the process dies, however
 * it dies.
 */
final class LockFile implements Closeable {
  /**
   * Directories that this process holds. A POSIX lock belongs to the process and falls when it
   * closes any handle of the file, so a second open in the same process must be refused before it
   * touches the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private LockFile(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static LockFile take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(real, Long.toString(ProcessHandle.current().pid()));
    }
    @Nullable FileChannel channel = null;
    try {
      channel = FileChannel.open(real.resolve("lock"), CREATE, READ, WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(real, holder(channel));
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.ISO_8859_1)), 0);
      return new LockFile(real, channel);
    } catch (IOException e) {
      HELD.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    String pid = new String(text.array(), 0, text.position(), StandardCharsets.ISO_8859_1).strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  private static IOException inUse(Path directory, String pid) {
    return new IOException(
        "the spool "
            + directory
            + " is in use by another server (process "
            + pid
            + "): stop it or choose another data"
            + " directory");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.truncate(0);
    } finally {
      channel.close();
      HELD.remove(directory);
    }
  }
}
