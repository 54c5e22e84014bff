// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.language.regex.Regex;

/**
 * The file {@code maildirsize} of Maildir++: the quota, and what was put in and taken out, a line
 * each, so that not every delivery has to count the files. IMAP servers write to it too.
 *
 * @param maildir whose messages are counted
 */
record MaildirTally(Path maildir, Quota quota) {
  private static final String NAME = "maildirsize";

  /** Maildir++: a file of this length is counted anew. */
  private static final int LONGEST = 5120;

  /** Maildir++: whoever would be refused because of an older file is worth counting. */
  private static final Duration TRUSTED = Duration.ofMinutes(15);

  private static final Pattern QUOTA = Pattern.compile("(\\d{1,18})([SC])(?:,(\\d{1,18})([SC]))?");
  private static final Pattern LINE = Pattern.compile(" *(-?\\d{1,18}) +(-?\\d{1,18}) *");
  private static final AtomicLong COUNT = new AtomicLong();

  /** The Maildir that a folder belongs to; the directory itself when it is none. */
  static Path top(Path directory) {
    Path above = directory.getParent();
    return above != null && Files.exists(directory.resolve("maildirfolder")) ? above : directory;
  }

  /** Whether messages of a folder count: {@code maildir_quota_directory_regex} may say no. */
  static boolean isCounted(Path top, Path folder, Settings settings) throws Undeliverable {
    if (top.equals(folder)) {
      return true;
    }
    Regex directories = Quota.regex(settings.value(FileOptions.MAILDIR_QUOTA_DIRECTORY_REGEX));
    return Quota.find(directories, top.relativize(folder).toString()) != null;
  }

  /**
   * What the file says, unless it may be wrong: then the files are counted, and it is written anew.
   *
   * @param length of the message that is to be put in
   * @param owner who is to own the file; null when nothing is to be written
   */
  Holding held(long length, @Nullable Ownership owner) throws IOException, Undeliverable {
    Tally known = read();
    if (known != null && !(isOver(known.sum, length) && isDoubtful(known))) {
      return known.sum;
    }
    Holding counted = quota.held(maildir, true);
    if (owner != null) {
      write(counted, owner);
      if (quota.held(maildir, true).latest().isAfter(counted.latest())) {
        // Somebody put in or took out a message meanwhile: who comes next counts again.
        Files.deleteIfExists(file());
      }
    }
    return counted;
  }

  /** Notes a message that was put in. */
  void add(long length) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      write(channel, length + " 1\n");
    } catch (NoSuchFileException gone) {
      // Another counts anew, and sees the message.
    }
  }

  private Path file() {
    return maildir.resolve(NAME);
  }

  private boolean isOver(Holding sum, long length) {
    return quota.isExceeded(sum.octets(), sum.messages(), length);
  }

  private static boolean isDoubtful(Tally tally) {
    return tally.lines > 1 || tally.written.plus(TRUSTED).isBefore(Instant.now());
  }

  /** What the lines of the file come to, how many they are, and when the last was written. */
  private record Tally(Holding sum, int lines, Instant written) {}

  /** Null when there is no file, or none that can be believed. */
  private @Nullable Tally read() throws IOException {
    String text;
    Instant written;
    try {
      if (Files.size(file()) >= LONGEST) {
        return null;
      }
      written = Files.getLastModifiedTime(file()).toInstant();
      text = Files.readString(file(), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException absent) {
      return null;
    }
    String[] lines = text.split("\n", -1);
    // A last line without an end is one that somebody could not write whole.
    if (lines.length < 2 || !lines[lines.length - 1].isEmpty() || !isOurs(lines[0])) {
      return null;
    }
    long octets = 0;
    long messages = 0;
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        return null;
      }
      octets += Long.parseLong(line.group(1));
      messages += Long.parseLong(line.group(2));
    }
    return octets < 0 || messages < 0
        ? null
        : new Tally(new Holding(octets, messages, Instant.EPOCH), lines.length - 2, written);
  }

  /** Whether the first line has the quota of the configuration. */
  private boolean isOurs(String first) {
    Matcher line = QUOTA.matcher(first);
    if (!line.matches()) {
      return false;
    }
    long octets = 0;
    long messages = 0;
    for (int i = 1; i < line.groupCount() && line.group(i) != null; i += 2) {
      long value = Long.parseLong(line.group(i));
      if (line.group(i + 1).equals("S")) {
        octets = value;
      } else {
        messages = value;
      }
    }
    return octets == quota.most() && messages == quota.files();
  }

  private void write(Holding counted, Ownership owner) throws IOException {
    Path tmp = maildir.resolve("tmp");
    Path place = Files.isDirectory(tmp) ? tmp : maildir;
    Path fresh =
        place.resolve(
            NAME
                + "."
                + ProcessHandle.current().pid()
                + "."
                + System.nanoTime()
                + "."
                + COUNT.incrementAndGet());
    Set<PosixFilePermission> mode = Folder.permissions(quota.settings().value(FileOptions.MODE));
    boolean moved = false;
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(mode))) {
      Files.setPosixFilePermissions(fresh, mode);
      owner.give(fresh);
      write(
          channel,
          "%dS,%dC\n%d %d\n"
              .formatted(quota.most(), quota.files(), counted.octets(), counted.messages()));
      Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
      moved = true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }
}
