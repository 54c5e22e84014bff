// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks that a mailbox file is written under, all or none. Confined to one thread. The rules of MBX
 * are those of c-client: a shared lock on the mailbox, which readers have too, and an exclusive one
 * on {@code /tmp/.DEVICE.INODE}, which keeps others from changing it.
 */
final class ChannelLocks implements AutoCloseable {
  /** Gives something up. */
  private interface Release {
    void run() throws IOException, InterruptedException;
  }

  private final Locking how;
  private final Path file;
  private final FileChannel channel;
  private final Deque<Release> held = new ArrayDeque<>();

  private ChannelLocks(Locking how, Path file, FileChannel channel) {
    this.how = how;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Tries once; null when another has one of the locks.
   *
   * @param channel of the file; open for reading too where the rules of MBX hold
   * @param patience how long a lock of flock is waited for
   */
  static @Nullable ChannelLocks take(Locking how, Path file, FileChannel channel, Duration patience)
      throws IOException, InterruptedException {
    ChannelLocks locks = new ChannelLocks(how, file, channel);
    boolean all = false;
    try {
      all = (!how.mbx() || locks.mbx(patience)) && locks.all(file, channel, how.mbx(), patience);
      return all ? locks : null;
    } finally {
      if (!all) {
        locks.close();
      }
    }
  }

  private boolean all(Path path, FileChannel open, boolean shared, Duration patience)
      throws IOException, InterruptedException {
    return (!how.fcntl() || fcntl(open, shared)) && (!how.flock() || flock(path, shared, patience));
  }

  private boolean fcntl(FileChannel open, boolean shared) throws IOException {
    FileLock lock = lock(open, shared);
    if (lock == null) {
      return false;
    }
    held.push(lock::release);
    return true;
  }

  private static @Nullable FileLock lock(FileChannel open, boolean shared) throws IOException {
    try {
      return open.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException ourOwn) {
      // The same file by another name, written by another thread of this server.
      return null;
    }
  }

  private boolean flock(Path path, boolean shared, Duration patience)
      throws IOException, InterruptedException {
    Flock lock = Flock.take(path, shared, patience);
    if (lock == null) {
      return false;
    }
    held.push(lock::close);
    return true;
  }

  private boolean mbx(Duration patience) throws IOException, InterruptedException {
    Path other =
        Path.of(
            "/tmp/.%x.%x"
                .formatted(
                    (Long) Files.getAttribute(file, "unix:dev"),
                    (Long) Files.getAttribute(file, "unix:ino")));
    Set<PosixFilePermission> everyone = Folder.permissions(0666);
    boolean fresh = !Files.exists(other, LinkOption.NOFOLLOW_LINKS);
    // Anybody may put a link there; it is never followed.
    FileChannel open =
        FileChannel.open(
            other,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    held.push(open::close);
    if (fresh) {
      Files.setPosixFilePermissions(other, EnumSet.copyOf(everyone));
    }
    if (!all(other, open, false, patience)) {
      return false;
    }
    held.push(() -> removeUnlessRead(other));
    return true;
  }

  /**
   * Who reads the mailbox may count on the file; our own lock on the mailbox is given up by now.
   */
  private void removeUnlessRead(Path other) throws IOException, InterruptedException {
    try (ChannelLocks alone =
        take(new Locking(false, how.fcntl(), how.flock(), false), file, channel, Duration.ZERO)) {
      if (alone != null) {
        Files.deleteIfExists(other);
      }
    }
  }

  /** Gives them up, the last first. */
  @Override
  public void close() throws IOException {
    IOException first = null;
    while (!held.isEmpty()) {
      try {
        held.pop().run();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      } catch (IOException trouble) {
        first = first == null ? trouble : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
