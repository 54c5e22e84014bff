// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;

/**
 * A directory of Exim's spool files that another program reads. The data file is there, whole and
 * on disk, before the header file appears under its name, so a reader that looks for header files
 * never finds half a message. When something fails the header file goes first, and nothing is left.
 */
final class SpoolDirectory {
  /** Writes the rest of a pair once its name is known. */
  interface Message {
    /** The body, LF line ends. The caller closes it. */
    InputStream body() throws IOException;

    /** The header file for the name that the message gets here. */
    SpoolHeaderFile header(QueueId id, SpoolOwner owner) throws IOException;
  }

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int MOST_NAMES = 100;
  // As Exim's spool files.
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");
  private static final Set<? extends OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path directory;
  private final RandomGenerator random;

  SpoolDirectory(Path directory, RandomGenerator random) {
    this.directory = directory;
    this.random = random;
  }

  /**
   * Writes a message under its own name, or another when that is taken. Returns the name when all
   * is on disk.
   */
  QueueId write(QueueId wanted, Message message) throws IOException {
    QueueId id = wanted;
    for (int i = 0; i < MOST_NAMES; i++) {
      FileChannel data = claim(id);
      if (data != null) {
        try (data) {
          writeClaimed(id, data, message);
        }
        return id;
      }
      id = another(wanted);
    }
    throw new IOException("no free name for " + wanted + " in " + directory);
  }

  /** Creates the data file, which claims the name; null when it is taken. */
  private @Nullable FileChannel claim(QueueId id) throws IOException {
    // A header file or a journal alone is left for its owner to explain.
    if (Files.exists(file(id, "-H")) || Files.exists(file(id, "-J"))) {
      return null;
    }
    try {
      return FileChannel.open(file(id, "-D"), CREATE, PosixFilePermissions.asFileAttribute(MODE));
    } catch (FileAlreadyExistsException _) {
      return null; // another delivery has it
    }
  }

  private void writeClaimed(QueueId id, FileChannel data, Message message) throws IOException {
    Path header = file(id, "-H");
    Path unfinished = directory.resolve("hdr." + id);
    boolean complete = false;
    try {
      Files.setPosixFilePermissions(file(id, "-D"), MODE); // whatever the umask took away
      OutputStream out = Channels.newOutputStream(data);
      out.write((id + "-D\n").getBytes(StandardCharsets.ISO_8859_1));
      try (InputStream body = message.body()) {
        body.transferTo(out);
      }
      data.force(true);
      writeHeader(unfinished, message.header(id, SpoolOwner.of(file(id, "-D"))));
      Files.move(unfinished, header, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
      complete = true;
    } finally {
      if (!complete) {
        Files.deleteIfExists(
            header); // first: a header file without its data would mislead a reader
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(file(id, "-D"));
      }
    }
  }

  private static void writeHeader(Path path, SpoolHeaderFile header) throws IOException {
    Files.deleteIfExists(path); // of a crash: the data file was ours to claim, so this is too
    try (FileChannel channel =
        FileChannel.open(path, CREATE, PosixFilePermissions.asFileAttribute(MODE))) {
      Files.setPosixFilePermissions(path, MODE);
      Channels.newOutputStream(channel).write(header.octets());
      channel.force(true);
    }
  }

  /** Makes the names last. */
  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** A name of the same second. */
  private QueueId another(QueueId id) {
    StringBuilder name = new StringBuilder(id.value());
    for (int i = 7; i < 13; i++) {
      name.setCharAt(i, DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return new QueueId(name.toString());
  }

  private Path file(QueueId id, String suffix) {
    return directory.resolve(id + suffix);
  }
}
