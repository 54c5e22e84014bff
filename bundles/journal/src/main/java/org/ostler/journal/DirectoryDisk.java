// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.spool.SpoolFull;

/** A directory of the file system, held against a second server for as long as this is open. */
final class DirectoryDisk implements Disk {
  private final Path root;
  private final LockFile lock;
  private final FileStore store;

  private DirectoryDisk(Path root, LockFile lock) throws IOException {
    this.root = root;
    this.lock = lock;
    this.store = Files.getFileStore(root);
  }

  static DirectoryDisk open(Path directory) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    LockFile lock = prepare(root);
    try {
      return new DirectoryDisk(root, lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static LockFile prepare(Path root) throws IOException {
    try {
      Files.createDirectories(root);
      return LockFile.take(root);
    } catch (FileSystemException e) {
      String user = System.getProperty("user.name");
      throw new IOException(
          "the spool directory "
              + root
              + " cannot be used by "
              + user
              + " ("
              + e
              + "): give it the right owner and mode, or choose another data directory",
          e);
    }
  }

  @Override
  public File create(String name) throws IOException {
    try {
      return new Handle(FileChannel.open(root.resolve(name), CREATE_NEW, READ, WRITE), this);
    } catch (IOException e) {
      throw fullOrSame(e, 0);
    }
  }

  @Override
  public File open(String name) throws IOException {
    return new Handle(FileChannel.open(root.resolve(name), READ, WRITE), this);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(directory))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public boolean createDirectory(String name) throws IOException {
    if (Files.isDirectory(root.resolve(name))) {
      return false;
    }
    Files.createDirectories(root.resolve(name));
    return true;
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(root.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void syncDirectory(String name) throws IOException {
    try (FileChannel directory = FileChannel.open(root.resolve(name), READ)) {
      directory.force(true);
    }
  }

  @Override
  public long usableSpace() throws IOException {
    return store.getUsableSpace();
  }

  /**
   * Java has no type for ENOSPC and EDQUOT, and their text follows the locale: the free space
   * decides as well.
   */
  private IOException fullOrSame(IOException e, long wanted) throws IOException {
    String message = String.valueOf(e.getMessage());
    boolean full =
        message.contains("No space left on device")
            || message.contains("Disk quota exceeded")
            || (wanted > 0 && usableSpace() < wanted);
    if (!full) {
      return e;
    }
    SpoolFull refusal = new SpoolFull("no space left on the disk of " + root);
    refusal.initCause(e);
    return refusal;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private record Handle(FileChannel channel, DirectoryDisk disk) implements File {
    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      int total = 0;
      while (target.hasRemaining()) {
        int count = channel.read(target, position + total);
        if (count < 0) {
          break;
        }
        total += count;
      }
      return total;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      long at = position;
      try {
        while (source.hasRemaining()) {
          at += channel.write(source, at);
        }
      } catch (IOException e) {
        throw disk.fullOrSame(e, source.remaining());
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      channel.force(metadata);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
