// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.api.spool.NoSuchMessage;
import org.ostler.api.spool.Spool;
import org.ostler.api.spool.SpoolFull;
import org.ostler.api.spool.StoredMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A spool in a directory: an append-only log of checksummed records in segments, with large bodies
 * in files beside it. A change has happened when its record is on disk; changes that wait together
 * share one synchronisation.
 *
 * <p>Opening reads the last checkpoint and the records after it, and refuses a directory that is in
 * use, has a newer format or is damaged, each with one sentence. {@code README.md} has the format
 * and the guarantees.
 */
public final class Journal implements Spool, AutoCloseable {
  static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int FORMAT = 1;

  private final Disk disk;
  private final JournalSettings settings;
  private final Segments segments;
  private final Index index;
  private final Bodies bodies;
  private final Writer writer;
  private final Upkeep upkeep;
  private final Space space;
  private final RecentBodies recent;
  private final AtomicLong draftOctets = new AtomicLong();
  private final AtomicLong sequence;
  private final Set<QueueId> drafts = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Journal(Disk disk, JournalSettings settings, RandomGenerator random) throws IOException {
    this.disk = disk;
    this.settings = settings;
    this.segments = new Segments(disk);
    this.bodies = new Bodies(disk);
    this.space = new Space(disk, settings.reserve());
    this.recent = new RecentBodies(settings.memory(), this::inSegment);
    Recovery recovery = new Recovery(disk, segments, settings.salvage());
    Segment last = recovery.run(random);
    this.index = recovery.index();
    this.sequence = new AtomicLong(recovery.sequence());
    checkBodies();
    this.upkeep = new Upkeep(this);
    this.writer = new Writer(disk, settings, segments, index, last, random, upkeep::signal);
  }

  /** Opens the spool in a directory, which is made if it is not there. */
  public static Journal open(Path directory, JournalSettings settings) throws IOException {
    return open(DirectoryDisk.open(directory), settings, new SecureRandom());
  }

  /** Opens the spool on a disk and closes the disk with it. */
  static Journal open(Disk disk, JournalSettings settings, RandomGenerator random)
      throws IOException {
    boolean opened = false;
    try {
      checkFormat(disk);
      Journal journal = new Journal(disk, settings, random);
      journal.writer.start();
      journal.upkeep.start();
      opened = true;
      return journal;
    } finally {
      if (!opened) {
        disk.close();
      }
    }
  }

  private static void checkFormat(Disk disk) throws IOException {
    if (disk.list("").contains("format")) {
      ByteBuffer text = ByteBuffer.allocate(40);
      try (Disk.File file = disk.open("format")) {
        file.read(text, 0);
      }
      String words =
          new String(text.array(), 0, text.position(), StandardCharsets.ISO_8859_1).strip();
      if (!words.matches("ostler-journal [0-9]{1,9}")) {
        throw new DamagedSpool(
            disk
                + "/format does not name a format: write \"ostler-journal "
                + FORMAT
                + "\" into it"
                + " if this directory is a spool, or choose another data directory");
      }
      int format = Integer.parseInt(words.substring("ostler-journal ".length()));
      if (format > FORMAT) {
        throw new IOException(
            "the spool "
                + disk
                + " has format "
                + format
                + ", newer than this server's "
                + FORMAT
                + ": start the server that wrote it, or a newer one");
      }
      return;
    }
    for (String directory : List.of(Segment.DIRECTORY, "bodies")) {
      disk.createDirectory(directory);
    }
    disk.delete("format.new");
    try (Disk.File file = disk.create("format.new")) {
      String words = "ostler-journal " + FORMAT + "\n";
      file.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.ISO_8859_1)), 0);
      file.force(true);
    }
    disk.rename("format.new", "format");
    disk.syncDirectory("");
  }

  private void checkBodies() throws IOException {
    @Nullable Entry bereft = bodies.reconcile(index);
    if (bereft == null) {
      return;
    }
    DamagedSpool damage =
        DamagedSpool.at(
            disk, Bodies.name(bereft.id(), bereft.sequence()), 0, "the file is missing");
    if (!settings.salvage()) {
      throw damage;
    }
    LOG.error("salvage: {}", damage.getMessage());
  }

  @Override
  public Draft begin(QueueId id) throws IOException {
    requireOpen();
    requireSpace();
    if (!drafts.add(id)) {
      throw new IllegalStateException("message " + id + " is being received already");
    }
    if (index.find(id) != null) {
      drafts.remove(id);
      throw new IllegalStateException("message " + id + " is in the spool already");
    }
    return new JournalDraft(this, id, sequence.getAndIncrement());
  }

  @Override
  public List<QueueId> ids() {
    return index.ids();
  }

  @Override
  public StoredMessage open(QueueId id) throws IOException {
    requireOpen();
    while (true) {
      Entry entry = require(id);
      @Nullable StoredMessage message = read(entry);
      if (message != null) {
        return message;
      }
    }
  }

  /** The message of an entry, null if it was moved or removed meanwhile. */
  private @Nullable StoredMessage read(Entry entry) throws IOException {
    State state;
    try {
      state = state(entry);
    } catch (NoSuchMessage e) {
      return null;
    }
    if (entry.aside()) {
      StoredMessage.@Nullable Body body =
          bodies.hold(entry.id(), entry.sequence(), entry.bodySize(), state.bodyChecksum());
      return body == null || index.find(entry.id()) == null
          ? null
          : new Message(entry.id(), state.head(), state.notes(), body);
    }
    StoredMessage.@Nullable Body body = inSegment(entry);
    return body == null ? null : new Message(entry.id(), state.head(), state.notes(), body);
  }

  private StoredMessage.@Nullable Body inSegment(QueueId id) {
    @Nullable Entry entry = index.find(id);
    return entry == null || entry.aside() ? null : inSegment(entry);
  }

  /** A body that can be read until it is no longer reachable, null if its segment is gone. */
  private StoredMessage.@Nullable Body inSegment(Entry entry) {
    @Nullable Segment segment = segments.find(Location.segment(entry.at()));
    if (segment == null) {
      return null;
    }
    Message.InSegment body =
        new Message.InSegment(
            segment, Location.offset(entry.at()), entry.covered(), entry.inline());
    return segment.lease().hold(body) ? body : null;
  }

  /**
   * Reads head and notes. Throws {@link NoSuchMessage} if the entry is out of date and its records
   * are gone.
   */
  State state(Entry entry) throws IOException {
    try {
      State added = State.decode(covered(entry.at(), entry.covered()));
      byte[] head = added.head();
      List<byte[]> notes = new ArrayList<>(added.notes());
      if (entry.headAt() != entry.at()) {
        head = content(entry.headAt(), entry.headCovered());
        notes.clear();
      }
      for (int i = 0; i < entry.notes().length; i += 2) {
        notes.add(content(entry.notes()[i], (int) entry.notes()[i + 1]));
      }
      return new State(
          entry.id(),
          entry.sequence(),
          entry.bodySize(),
          entry.aside(),
          added.bodyChecksum(),
          head,
          List.copyOf(notes));
    } catch (IOException e) {
      if (index.find(entry.id()) != entry) {
        throw new NoSuchMessage(entry.id());
      }
      throw e;
    }
  }

  private ByteBuffer covered(long location, int size) throws IOException {
    return segments.at(location).covered(Location.offset(location), size);
  }

  private byte[] content(long location, int size) throws IOException {
    ByteBuffer covered = covered(location, size).position(State.ID);
    byte[] content = new byte[covered.remaining()];
    covered.get(content);
    return content;
  }

  @Override
  public void note(QueueId id, byte[] note) throws IOException {
    require(id);
    writer.commit(Change.About.of(Frame.Kind.NOTE, id, note));
    recent.forget(id);
  }

  @Override
  public void replace(QueueId id, byte[] head) throws IOException {
    require(id);
    writer.commit(Change.About.of(Frame.Kind.REPLACE, id, head));
  }

  @Override
  public void remove(QueueId id) throws IOException {
    requireOpen();
    @Nullable Entry entry = index.find(id);
    if (entry == null) {
      return;
    }
    writer.commit(Change.About.of(Frame.Kind.REMOVE, id, Change.Silence.NONE));
    recent.forget(id);
    if (entry.aside()) {
      bodies.drop(entry);
      upkeep.signal();
    }
  }

  private Entry require(QueueId id) throws IOException {
    requireOpen();
    @Nullable Entry entry = index.find(id);
    if (entry == null) {
      throw new NoSuchMessage(id);
    }
    return entry;
  }

  private void requireOpen() throws IOException {
    if (closed.get()) {
      throw Writer.closed();
    }
  }

  /** Throws {@link SpoolFull} when new mail has to wait. */
  void requireSpace() throws IOException {
    space.require();
  }

  void finished(QueueId id) {
    drafts.remove(id);
  }

  /** Whether a draft may hold so many octets more in memory; it gives them back by a negative. */
  boolean mayHold(int octets) {
    if (draftOctets.addAndGet(octets) <= settings.memory() || octets <= 0) {
      return true;
    }
    draftOctets.addAndGet(-octets);
    return false;
  }

  /** Octets that drafts hold in memory. */
  long draftOctets() {
    return draftOctets.get();
  }

  RecentBodies recent() {
    return recent;
  }

  Disk disk() {
    return disk;
  }

  JournalSettings settings() {
    return settings;
  }

  Segments segments() {
    return segments;
  }

  Index index() {
    return index;
  }

  Bodies bodies() {
    return bodies;
  }

  Writer writer() {
    return writer;
  }

  Upkeep upkeep() {
    return upkeep;
  }

  long sequence() {
    return sequence.get();
  }

  /** Ends when everything that was begun is on disk; saves the index for a quick start. */
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      upkeep.stop();
      writer.stop();
      bodies.sweep();
      upkeep.checkpoint();
    } catch (IOException e) {
      // Only the next start is slower for it.
      LOG.warn("cannot save the checkpoint of {}: {}", disk, e.getMessage());
    } finally {
      disk.close();
    }
  }
}
