// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.StoredMessage;

/**
 * The files of large bodies: {@code bodies/xx/ID.sequence}. A file outlives its message while
 * somebody reads it.
 */
final class Bodies {
  private static final String DIRECTORY = "bodies";

  private final Disk disk;
  private final Map<String, Lease> leases = new ConcurrentHashMap<>();
  private final Set<String> lingering = ConcurrentHashMap.newKeySet();

  Bodies(Disk disk) {
    this.disk = disk;
  }

  private static String directory(QueueId id) {
    return "%s/%02x".formatted(DIRECTORY, id.hashCode() & 0xff);
  }

  /** The sequence keeps an id that comes again from the file of its namesake. */
  static String name(QueueId id, long sequence) {
    return directory(id) + "/" + id + "." + Long.toHexString(sequence);
  }

  FileOutput create(QueueId id, long sequence) throws IOException {
    if (disk.createDirectory(directory(id))) {
      disk.syncDirectory(DIRECTORY);
    }
    return new FileOutput(disk.create(name(id, sequence)));
  }

  /** Makes a written file durable with its name. */
  void keep(QueueId id, FileOutput file) throws IOException {
    file.force();
    disk.syncDirectory(directory(id));
  }

  void delete(QueueId id, long sequence) throws IOException {
    leases.remove(name(id, sequence));
    disk.delete(name(id, sequence));
  }

  /** A body that can be read until it is no longer reachable, null if its file is gone. */
  StoredMessage.@Nullable Body hold(QueueId id, long sequence, long size, int checksum) {
    String name = name(id, sequence);
    Lease lease = leases.computeIfAbsent(name, key -> new Lease());
    Body body = new Body(disk, name, size, checksum);
    return lease.hold(body) ? body : null;
  }

  /** The message is gone for good: so is its file, now or once nobody reads it. */
  void drop(Entry entry) {
    lingering.add(name(entry.id(), entry.sequence()));
    sweep();
  }

  /** Deletes what nobody reads any longer. */
  void sweep() {
    for (Iterator<String> names = lingering.iterator(); names.hasNext(); ) {
      String name = names.next();
      if (!leases.computeIfAbsent(name, key -> new Lease()).seal()) {
        continue;
      }
      names.remove();
      try {
        disk.delete(name);
        leases.remove(name);
      } catch (IOException e) {
        // The next start deletes it.
        Journal.LOG.warn("cannot delete {}/{}: {}", disk, name, e.getMessage());
      }
    }
  }

  boolean isLingering() {
    return !lingering.isEmpty();
  }

  /** At start: deletes the files of no message, and says which message has lost its file. */
  @Nullable Entry reconcile(Index index) throws IOException {
    Set<String> needed = new HashSet<>();
    Set<Entry> missing = new HashSet<>();
    for (Entry entry : index.entries()) {
      if (entry.aside()) {
        needed.add(name(entry.id(), entry.sequence()));
        missing.add(entry);
      }
    }
    Set<String> present = new HashSet<>();
    for (String directory : disk.list(DIRECTORY)) {
      for (String file : disk.list(DIRECTORY + "/" + directory)) {
        String name = DIRECTORY + "/" + directory + "/" + file;
        present.add(name);
        if (!needed.contains(name)) {
          disk.delete(name);
        }
      }
    }
    missing.removeIf(entry -> present.contains(name(entry.id(), entry.sequence())));
    return missing.stream().findFirst().orElse(null);
  }

  private record Body(Disk disk, String name, long size, int checksum)
      implements StoredMessage.Body {
    @Override
    public InputStream open() throws IOException {
      Disk.File file = disk.open(name);
      if (file.size() != size) {
        file.close();
        throw DamagedSpool.at(disk, name, file.size(), "the body should have " + size + " octets");
      }
      return new Checked(new FileInput(file, size, this), this);
    }
  }

  /**
   * Fails at the end of a body whose checksum is wrong, so that no damaged body passes for a whole
   * one.
   */
  private static final class Checked extends java.io.FilterInputStream {
    private final FileInput file;
    private final Body body;

    Checked(FileInput file, Body body) {
      super(file);
      this.file = file;
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      return check(file.read());
    }

    @Override
    public int read(byte[] octets, int from, int count) throws IOException {
      return check(file.read(octets, from, count));
    }

    @Override
    public long skip(long count) throws IOException {
      return file.skip(count);
    }

    private int check(int result) throws IOException {
      if (result < 0 && (file.loaded() != body.size || file.checksum() != body.checksum)) {
        throw DamagedSpool.at(body.disk, body.name, file.loaded(), "the body's checksum is wrong");
      }
      return result;
    }
  }
}
