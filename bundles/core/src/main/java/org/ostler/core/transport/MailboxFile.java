// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.core.mail.Situation;

/**
 * Appends to mailbox files in the traditional format. The file is locked against our own threads,
 * by a lock file, and by fcntl; a write that fails half way is cut off again.
 */
final class MailboxFile {
  /** The bits of a file's mode that say what it is, and those of a named pipe. */
  private static final int TYPE = 0170000;

  private static final int FIFO = 0010000;

  private final Settings settings;
  private final Expanded expanded;
  private final MailboxLocks locks;
  private final Locking locking;
  private final boolean mbx;

  MailboxFile(Settings settings, MailboxLocks locks) {
    this.settings = settings;
    this.expanded = new Expanded(settings);
    this.locks = locks;
    this.locking = Locking.of(settings);
    this.mbx = settings.value(FileOptions.MBX_FORMAT);
  }

  /** Appends the message; the result is what the file held before. */
  long append(Path file, Delivery delivery, Situation situation, Ownership owner, Quota quota)
      throws IOException, InterruptedException, Undeliverable {
    long patience =
        settings
            .value(FileOptions.LOCK_INTERVAL)
            .multipliedBy(settings.value(FileOptions.LOCK_RETRIES))
            .toSeconds();
    if (!locks.acquire(file, Math.max(1, patience))) {
      throw busy(file, "");
    }
    try {
      prepare(file, situation, owner);
      Path lockFile = locking.lockFile() ? lockFile(file) : null;
      try {
        if (isFifo(file)) {
          Layout layout = layout(delivery, situation);
          Fifo.write(file, owner, out -> layout.write(out, delivery, situation));
          return 0;
        }
        return locked(file, delivery, situation, owner, quota);
      } finally {
        if (lockFile != null) {
          Files.deleteIfExists(lockFile);
        }
      }
    } finally {
      locks.release(file);
    }
  }

  private static Undeliverable busy(Path file, String how) {
    return Undeliverable.later(Cause.LOCK_FAILED, "failed to lock mailbox " + file + how);
  }

  private void prepare(Path file, Situation situation, Ownership owner)
      throws IOException, Undeliverable {
    Path directory = file.getParent();
    if (directory != null && settings.value(FileOptions.CREATE_DIRECTORY)) {
      Folder.create(
          directory, Folder.permissions(settings.value(FileOptions.DIRECTORY_MODE)), owner);
    }
    boolean exists = Files.exists(file);
    if (Files.isSymbolicLink(file) && !settings.value(FileOptions.ALLOW_SYMLINK)) {
      throw Undeliverable.later(
          Cause.NOT_REGULAR, "mailbox " + file + " is a symbolic link: see allow_symlink");
    }
    if (exists && !Files.isRegularFile(file) && !isFifo(file)) {
      throw Undeliverable.later(Cause.NOT_REGULAR, "mailbox " + file + " is not a regular file");
    }
    if (exists) {
      check(file, situation, owner);
    } else if (settings.value(FileOptions.FILE_MUST_EXIST)) {
      throw Undeliverable.later(
          Cause.NO_SUCH_FILE, "mailbox " + file + " does not exist, but file_must_exist is set");
    }
  }

  /** Whether it is a named pipe that may be written to. */
  private boolean isFifo(Path file) throws IOException {
    int type = 0;
    if (settings.value(FileOptions.ALLOW_FIFO) && Files.exists(file)) {
      type = (Integer) Objects.requireNonNull(Files.getAttribute(file, "unix:mode")) & TYPE;
    }
    return type == FIFO;
  }

  /** The mailbox of another, or one that others may not have been meant to read, stays alone. */
  private void check(Path file, Situation situation, Ownership owner)
      throws IOException, Undeliverable {
    Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,gid,mode");
    int uid = (Integer) Objects.requireNonNull(attributes.get("uid"));
    if (settings.value(FileOptions.CHECK_OWNER) && !owner.owns(uid)) {
      throw Undeliverable.later(
          Cause.WRONG_OWNER,
          "mailbox " + file + " has wrong uid (" + uid + " != " + owner.uid() + ")");
    }
    int gid = (Integer) Objects.requireNonNull(attributes.get("gid"));
    if (settings.value(FileOptions.CHECK_GROUP) && !owner.ownsGroup(gid)) {
      throw Undeliverable.later(
          Cause.WRONG_OWNER,
          "mailbox " + file + " has wrong gid (" + gid + " != " + owner.gid() + ")");
    }
    int mode = (Integer) Objects.requireNonNull(attributes.get("mode")) & 0777;
    int wanted = FileOptions.mode(settings, situation);
    if (mode == wanted) {
      return;
    }
    boolean narrower = (wanted & ~mode) != 0;
    if (narrower && settings.value(FileOptions.MODE_FAIL_NARROWER)) {
      throw Undeliverable.later(
          Cause.WRONG_MODE,
          "mailbox %s has the wrong mode %o (%o expected)".formatted(file, mode, wanted));
    }
    Files.setPosixFilePermissions(file, Folder.permissions(wanted));
  }

  /**
   * Makes {@code file.lock}; one that is older than {@code lockfile_timeout} belongs to a dead
   * process.
   */
  private Path lockFile(Path file) throws IOException, InterruptedException, Undeliverable {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    int tries = settings.value(FileOptions.LOCK_RETRIES);
    for (int i = 0; ; i++) {
      try {
        return Files.createFile(
            lock,
            PosixFilePermissions.asFileAttribute(
                Folder.permissions(settings.value(FileOptions.LOCKFILE_MODE))));
      } catch (FileAlreadyExistsException held) {
        removeStale(lock);
        if (i + 1 >= tries) {
          throw busy(file, " (lock file)");
        }
        pause();
      }
    }
  }

  private void removeStale(Path lock) throws IOException {
    Duration age = settings.value(FileOptions.LOCKFILE_TIMEOUT);
    if (Files.exists(lock)
        && Files.getLastModifiedTime(lock).toInstant().plus(age).isBefore(Instant.now())) {
      Files.deleteIfExists(lock);
    }
  }

  private void wait(Duration blocking) throws InterruptedException {
    if (blocking.isZero()) {
      pause();
    } else {
      TimeUnit.MILLISECONDS.sleep(blocking.toMillis());
    }
  }

  private void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(settings.value(FileOptions.LOCK_INTERVAL).toMillis());
  }

  private long locked(
      Path file, Delivery delivery, Situation situation, Ownership owner, Quota quota)
      throws IOException, InterruptedException, Undeliverable {
    boolean fresh = !Files.exists(file);
    long held;
    Set<OpenOption> how =
        new HashSet<>(Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    if (!settings.value(FileOptions.ALLOW_SYMLINK)) {
      // It was looked at before; it could have been exchanged since.
      how.add(LinkOption.NOFOLLOW_LINKS);
    }
    if (locking.mbx()) {
      how.add(StandardOpenOption.READ); // without it no lock can be shared
    }
    Set<PosixFilePermission> mode = Folder.permissions(FileOptions.mode(settings, situation));
    try (FileChannel channel =
        FileChannel.open(file, how, PosixFilePermissions.asFileAttribute(mode))) {
      if (fresh) {
        Files.setPosixFilePermissions(file, mode);
        owner.give(file);
      }
      try (ChannelLocks _ = lock(channel, file)) {
        held = quota.admit(file, channel.size(), Quota.length(delivery.content()));
        write(channel, delivery, situation);
      }
    }
    Path directory = file.getParent();
    if (fresh && directory != null) {
      Folder.force(directory);
    }
    return held;
  }

  private ChannelLocks lock(FileChannel channel, Path file)
      throws IOException, InterruptedException, Undeliverable {
    Duration blocking = locking.fcntl() ? value(FileOptions.LOCK_FCNTL_TIMEOUT) : Duration.ZERO;
    Duration patience = locking.flock() ? value(FileOptions.LOCK_FLOCK_TIMEOUT) : Duration.ZERO;
    int tries = settings.value(FileOptions.LOCK_RETRIES);
    for (int i = 0; i < tries; i++) {
      ChannelLocks locks = ChannelLocks.take(locking, file, channel, patience);
      if (locks != null) {
        return locks;
      }
      if (i + 1 < tries) {
        // A lock that is waited for so long is tried again at once, as one that blocks.
        wait(blocking);
      }
    }
    throw busy(file, " (fcntl/flock)");
  }

  private Duration value(Option<Duration> option) {
    return settings.value(option);
  }

  /**
   * What stands in a mailbox for a message.
   *
   * @param mbx whether a line of its own says how long it is
   */
  private record Layout(MessageText text, String prefix, String suffix, boolean mbx) {
    void write(OutputStream out, Delivery delivery, Situation situation)
        throws IOException, InterruptedException {
      if (mbx) {
        Length length = new Length();
        text.write(length, prefix, delivery.content(), suffix);
        out.write(Mbx.line(situation, length.octets).getBytes(StandardCharsets.US_ASCII));
      }
      text.write(out, prefix, delivery.content(), suffix);
    }
  }

  /** Counts what is written. */
  private static final class Length extends OutputStream {
    private long octets;

    @Override
    public void write(int octet) {
      octets++;
    }

    @Override
    public void write(byte[] block, int from, int length) {
      octets += length;
    }
  }

  private Layout layout(Delivery delivery, Situation situation)
      throws InterruptedException, Undeliverable {
    boolean bsmtp = settings.value(FileOptions.USE_BSMTP);
    MessageText text =
        new MessageText(
            bsmtp ? "." : expanded.value(FileOptions.CHECK_STRING, situation, "From "),
            bsmtp ? ".." : expanded.value(FileOptions.ESCAPE_STRING, situation, ">From "),
            mbx || settings.value(FileOptions.USE_CRLF));
    String prefix = prefix(delivery, situation) + (bsmtp ? Bsmtp.envelope(delivery) : "");
    String suffix =
        settings.isSet(FileOptions.MESSAGE_SUFFIX)
            ? expanded.value(FileOptions.MESSAGE_SUFFIX, situation, "")
            : bsmtp ? "" : "\n";
    return new Layout(text, prefix, bsmtp ? Bsmtp.END + suffix : suffix, mbx);
  }

  private void write(FileChannel channel, Delivery delivery, Situation situation)
      throws IOException, InterruptedException, Undeliverable {
    Layout layout = layout(delivery, situation);
    long before = channel.size();
    channel.position(before);
    boolean whole = false;
    try {
      OutputStream out = Channels.newOutputStream(channel);
      if (mbx && before == 0) {
        out.write(Mbx.header(situation));
      }
      layout.write(out, delivery, situation);
      channel.force(true);
      whole = true;
    } finally {
      if (!whole) {
        channel.truncate(before);
      }
    }
  }

  private String prefix(Delivery delivery, Situation situation)
      throws InterruptedException, Undeliverable {
    if (settings.isSet(FileOptions.MESSAGE_PREFIX)) {
      return expanded.value(FileOptions.MESSAGE_PREFIX, situation, "");
    }
    return settings.value(FileOptions.USE_BSMTP) ? "" : separator(delivery, situation);
  }

  /** The line that begins a message in a mailbox. */
  static String separator(Delivery delivery, Situation situation) throws InterruptedException {
    String sender =
        delivery.returnPath().isNull() ? "MAILER-DAEMON" : delivery.returnPath().address();
    var date = situation.variable("tod_bsdinbox");
    return "From " + sender + " " + (date == null ? "" : date.value()) + "\n";
  }
}
