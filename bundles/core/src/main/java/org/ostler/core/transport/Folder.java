// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.core.mail.Situation;

/** Stores each message as a file of its own in a directory; what both kinds of directory need. */
final class Folder {
  private final Settings settings;
  private final Expanded expanded;

  Folder(Settings settings, Expanded expanded) {
    this.settings = settings;
    this.expanded = expanded;
  }

  /** Stores the message under the name that {@code directory_file} gives. */
  void store(Path directory, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    ensure(directory, owner);
    Path temporary = directory.resolve("temp." + delivery.queueId() + "." + System.nanoTime());
    write(temporary, delivery, situation, owner);
    try {
      name(temporary, directory, situation);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(directory);
  }

  /** A link, not a rename, which would put a message in the place of another. */
  private void name(Path temporary, Path directory, Situation situation)
      throws IOException, InterruptedException, Undeliverable {
    Object inode = Files.getAttribute(temporary, "unix:ino");
    situation.findings().set("inode", org.ostler.api.text.Text.of(String.valueOf(inode)));
    String name = expanded.path(FileOptions.DIRECTORY_FILE, situation);
    if (name == null || name.isEmpty() || name.indexOf('/') >= 0) {
      throw Undeliverable.later(
          Cause.EXPANSION, "directory_file gives no usable file name: \"" + name + "\"");
    }
    Files.createLink(directory.resolve(name), temporary);
  }

  /** Writes the message to a new file and forces it to disk; nothing is left behind on trouble. */
  void write(Path file, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    MessageText text = text(situation);
    String prefix = expanded.value(FileOptions.MESSAGE_PREFIX, situation, "");
    String suffix = expanded.value(FileOptions.MESSAGE_SUFFIX, situation, "");
    Set<PosixFilePermission> mode = permissions(FileOptions.mode(settings, situation));
    // A file that is there already is another's, and stays.
    FileChannel made =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(mode));
    boolean whole = false;
    try (FileChannel channel = made) {
      Files.setPosixFilePermissions(file, mode);
      owner.give(file);
      OutputStream out = Channels.newOutputStream(channel);
      text.write(out, prefix, delivery.content(), suffix);
      channel.force(true);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  private MessageText text(Situation situation) throws InterruptedException, Undeliverable {
    return new MessageText(
        expanded.value(FileOptions.CHECK_STRING, situation, ""),
        expanded.value(FileOptions.ESCAPE_STRING, situation, ""),
        settings.value(FileOptions.USE_CRLF));
  }

  /** Makes sure that the directory is there. */
  void ensure(Path directory, Ownership owner) throws IOException, Undeliverable {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (!settings.value(FileOptions.CREATE_DIRECTORY)) {
      throw Undeliverable.later(
          Cause.NO_SUCH_FILE, "stat() error for " + directory + ": No such file or directory");
    }
    create(directory, permissions(settings.value(FileOptions.DIRECTORY_MODE)), owner);
  }

  /** Makes a directory and those above it, each with that mode, and forces their names to disk. */
  static void create(Path directory, Set<PosixFilePermission> mode, Ownership owner)
      throws IOException {
    Path above = directory.getParent();
    if (Files.isDirectory(directory) || above == null) {
      return;
    }
    create(above, mode, owner);
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(mode));
    } catch (FileAlreadyExistsException byAnother) {
      return;
    }
    Files.setPosixFilePermissions(directory, mode);
    owner.give(directory);
    force(above);
  }

  /** Forces a directory's entries to disk, so that a name outlives a power cut. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The permissions of an octal mode's lower nine bits. */
  static Set<PosixFilePermission> permissions(int mode) {
    PosixFilePermission[] high = {
      PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_READ,
      PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_READ,
      PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_READ
    };
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < high.length; bit++) {
      if ((mode & (1 << bit)) != 0) {
        set.add(high[bit]);
      }
    }
    return set;
  }
}
