// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.queue.MovedMessage;
import org.ostler.api.queue.Takeover;

/**
 * The files of one message in Exim's spool, on their way into ours. The name of the {@code -H} file
 * tells how far it has come, so that an import can be broken off anywhere and be run again:
 *
 * <pre>
 * ID-H                  not begun
 * ID-H.importing-NAME   perhaps in our queue, under that name
 * ID-H.imported         in our queue, or done
 * </pre>
 */
final class ForeignMessage {
  /** What became of a message. */
  enum Outcome {
    TAKEN,
    /** An import that was broken off had taken it. */
    TAKEN_BEFORE,
    /** No recipient is left. */
    DONE
  }

  private static final Pattern NAME =
      Pattern.compile(
          "([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})-H(?:\\.importing-(.*))?");
  private static final long LARGEST_HEADER = 1 << 28;

  private final Path header;
  private final String id;
  private final @Nullable String begun;

  private ForeignMessage(Path header, String id, @Nullable String begun) {
    this.header = header;
    this.id = id;
    this.begun = begun;
  }

  /** The message of a file; null when it is no {@code -H} file that is still to be taken. */
  static @Nullable ForeignMessage of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? new ForeignMessage(file, name.group(1), name.group(2)) : null;
  }

  String id() {
    return id;
  }

  /** Hands the message over. An exception says why it stays where it is. */
  Outcome move(Takeover takeover) throws IOException, InterruptedException {
    QueueId earlier = begun != null && QueueId.isValid(begun) ? new QueueId(begun) : null;
    if (earlier != null && takeover.holds(earlier)) {
      rename(header, sibling("-H.imported"));
      takeover.release(earlier);
      return Outcome.TAKEN_BEFORE;
    }
    try (FileChannel data =
            FileChannel.open(sibling("-D"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        // Exim locks the first line of the data file while it has a message in hand.
        FileLock lock = data.tryLock(0, id.length() + 3L, false)) {
      if (lock == null) {
        throw new IOException("another program has it in hand");
      }
      return move(takeover, data);
    } catch (OverlappingFileLockException e) {
      throw new IOException("another import has it in hand", e);
    }
  }

  private Outcome move(Takeover takeover, FileChannel data)
      throws IOException, InterruptedException {
    SpoolHeaderReader.Contents contents = contents();
    Set<String> done = new HashSet<>(contents.done());
    done.addAll(journal());
    List<ForeignRecipient> left =
        contents.recipients().stream()
            .filter(one -> !isDone(one.recipient().address(), done))
            .toList();
    if (left.isEmpty()) {
      rename(header, sibling("-H.imported"));
      return Outcome.DONE;
    }
    QueueId name =
        QueueId.isValid(id) && !takeover.holds(new QueueId(id))
            ? new QueueId(id)
            : takeover.nextId();
    Path claimed = rename(header, sibling("-H.importing-" + name));
    boolean taken = false;
    try {
      takeover.take(moved(name, contents, left, done), body(data));
      taken = true;
    } finally {
      if (!taken) {
        rename(claimed, sibling("-H"));
      }
    }
    rename(claimed, sibling("-H.imported"));
    if (!contents.frozen()) {
      takeover.release(name);
    }
    return Outcome.TAKEN;
  }

  /** Exim tells addresses apart with their domains in lower case. */
  private static boolean isDone(String address, Set<String> done) {
    int at = address.lastIndexOf('@') + 1;
    String unique = address.substring(0, at) + address.substring(at).toLowerCase(Locale.ROOT);
    return done.contains(address) || done.contains(unique);
  }

  private static MovedMessage moved(
      QueueId name,
      SpoolHeaderReader.Contents contents,
      List<ForeignRecipient> left,
      Set<String> done) {
    return new MovedMessage(
        name,
        contents.received(),
        contents.sender(),
        left.stream().map(ForeignRecipient::recipient).toList(),
        left.stream()
            .filter(one -> !one.errorsTo().isEmpty() || one.parent() >= 0)
            .map(one -> replacement(one, contents.recipients()))
            .toList(),
        done,
        contents.fields(),
        contents.facts(),
        contents.frozen());
  }

  private static MovedMessage.Replacement replacement(
      ForeignRecipient one, List<ForeignRecipient> all) {
    boolean known = one.parent() >= 0 && one.parent() < all.size();
    return new MovedMessage.Replacement(
        one.recipient().address(),
        known ? all.get(one.parent()).recipient().address() : "",
        one.errorsTo());
  }

  private SpoolHeaderReader.Contents contents() throws IOException {
    if (Files.size(header) > LARGEST_HEADER) {
      throw new IOException("its -H file is larger than any that can be");
    }
    String octets = Files.readString(header, StandardCharsets.ISO_8859_1);
    SpoolHeaderReader.Contents contents = SpoolHeaderReader.read(id + "-H", octets);
    if (contents.notToDeliver()) {
      throw new IOException("it was submitted with -N, not to be delivered in earnest");
    }
    return contents;
  }

  /** Addresses that Exim has delivered to since it wrote the {@code -H} file. */
  private List<String> journal() throws IOException {
    Path journal = sibling("-J");
    return Files.exists(journal)
        ? Files.readAllLines(journal, StandardCharsets.ISO_8859_1)
        : List.of();
  }

  private InputStream body(FileChannel data) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Channels.newInputStream(data), 1 << 16);
    String first = id + "-D\n";
    String there = new String(in.readNBytes(first.length()), StandardCharsets.ISO_8859_1);
    if (!there.equals(first)) {
      throw new IOException("the first line of its -D file is not its name");
    }
    return in;
  }

  private Path sibling(String suffix) {
    return header.resolveSibling(id + suffix);
  }

  /** On disk when it returns. */
  private static Path rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Path directory = to.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
    return to;
  }
}
