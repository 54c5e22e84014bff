// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * An LMDB file ({@code data.mdb}, or the file itself of an environment without a directory), read
 * page by page. Some four small reads find a key, from the memory in which the system keeps the
 * file. The file is locked for nobody: a snapshot whose pages a writer may have used again
 * meanwhile is read anew. For one thread.
 */
final class LmdbFile implements AutoCloseable {
  /** LMDB's own limit. */
  static final int LONGEST_KEY = 511;

  private static final long LARGEST_VALUE = 1 << 24;
  private static final int DEEPEST = 32;
  private static final int MOST_TRIES = 100;

  /** The data stand on overflow pages. */
  private static final int BIG_DATA = 0x01;

  /** The data are a tree of their own. */
  private static final int SUB_TREE = 0x02;

  /** The data are several values, sorted. */
  private static final int DUPLICATES = 0x04;

  private final FileChannel channel;

  LmdbFile(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
  }

  /** The value of a key, the first one of several; null when there is none. */
  byte @Nullable [] find(byte[] key) throws IOException, LmdbException {
    Snapshot snapshot = Snapshot.read(this);
    for (int i = 0; i < MOST_TRIES; i++) {
      byte[] value = null;
      LmdbException wrong = null;
      try {
        value = find(snapshot, key);
      } catch (LmdbException e) {
        wrong = e;
      }
      Snapshot now = Snapshot.read(this);
      if (snapshot.isWholeAt(now)) {
        if (wrong != null) {
          throw wrong;
        }
        return value;
      }
      snapshot = now;
    }
    throw new LmdbException("the file is written to faster than it can be read");
  }

  private byte @Nullable [] find(Snapshot snapshot, byte[] key) throws IOException, LmdbException {
    Tree tree = snapshot.main();
    if (tree.root() == Tree.NO_PAGE) {
      return null;
    }
    Page page = page(snapshot, tree.root());
    for (int depth = 0; page.is(Page.BRANCH); depth++) {
      if (depth == DEEPEST) {
        throw LmdbException.damaged("its tree has no end");
      }
      // The first key of a branch is left out: it stands for all below the second.
      int at = lastNotAbove(tree, page, key, 1);
      page = page(snapshot, page.child(Math.max(at, 0)));
    }
    if (!page.is(Page.LEAF) || page.is(Page.LEAF2)) {
      throw LmdbException.damaged("a leaf of its tree is none");
    }
    int at = lastNotAbove(tree, page, key, 0);
    return at < 0 || tree.compare(key, page.key(at)) != 0 ? null : value(snapshot, page, at);
  }

  /** The last key of the page, from {@code first} on, that is not above the wanted; else before. */
  private static int lastNotAbove(Tree tree, Page page, byte[] key, int first)
      throws LmdbException {
    int low = first;
    int high = page.keys();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tree.compare(key, page.key(middle)) >= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private byte[] value(Snapshot snapshot, Page page, int at) throws IOException, LmdbException {
    int flags = page.nodeFlags(at);
    long size = page.dataSize(at);
    if (size > LARGEST_VALUE) {
      throw new LmdbException("the value has " + size + " octets, more than can be read");
    }
    if ((flags & BIG_DATA) != 0) {
      return bigValue(snapshot, page.data(at, 8).u64(0), size);
    }
    Octets data = page.data(at, size);
    if ((flags & DUPLICATES) == 0) {
      if ((flags & SUB_TREE) != 0) {
        throw new LmdbException("the key is the name of a database in the file");
      }
      return data.all();
    }
    Page values =
        (flags & SUB_TREE) == 0
            ? new Page(data)
            : leftmost(snapshot, Tree.at(data.part(0, Tree.SIZE), 0));
    return values.firstKey().all();
  }

  private byte[] bigValue(Snapshot snapshot, long number, long size)
      throws IOException, LmdbException {
    Page first = page(snapshot, number);
    long end = Page.HEADER + size;
    if (!first.is(Page.OVERFLOW)
        || first.pages() * snapshot.pageSize() < end
        || number + first.pages() - 1 > snapshot.lastPage()) {
      throw LmdbException.damaged("a large value is not where it should be");
    }
    return read(number * snapshot.pageSize() + Page.HEADER, (int) size).all();
  }

  private Page leftmost(Snapshot snapshot, Tree tree) throws IOException, LmdbException {
    Page page = page(snapshot, tree.root());
    for (int depth = 0; page.is(Page.BRANCH); depth++) {
      if (depth == DEEPEST) {
        throw LmdbException.damaged("its tree has no end");
      }
      page = page(snapshot, page.child(0));
    }
    return page;
  }

  private Page page(Snapshot snapshot, long number) throws IOException, LmdbException {
    if (number < 2 || number > snapshot.lastPage()) {
      throw LmdbException.damaged("it refers to page " + number + ", which it does not have");
    }
    Page page = new Page(read(number * snapshot.pageSize(), snapshot.pageSize()));
    if (page.number() != number) {
      throw LmdbException.damaged("page " + number + " is another");
    }
    return page;
  }

  /** Octets of the file, all of them. */
  Octets read(long at, int length) throws IOException, LmdbException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw at + length <= Page.HEADER + 24
            ? new LmdbException("File is not an LMDB file")
            : new LmdbException("File is not an LMDB file, or ends too early");
      }
    }
    return new Octets(buffer.flip());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
