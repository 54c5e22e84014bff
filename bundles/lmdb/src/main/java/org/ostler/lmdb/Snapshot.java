// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

import java.io.IOException;

/**
 * The file as its last finished transaction left it: the newer one of the two meta pages.
 *
 * @param pageSize octets of a page
 * @param lastPage the last page in use
 * @param transaction the transaction's number
 * @param main the tree of keys
 */
record Snapshot(int pageSize, long lastPage, long transaction, Tree main) {
  private static final long MAGIC = 0xBEEFC0DEL;
  private static final long VERSION = 1;
  private static final int META = Page.HEADER + 24 + 2 * Tree.SIZE + 16;
  private static final int SMALLEST_PAGE = 512;
  private static final int LARGEST_PAGE = 1 << 16;

  static Snapshot read(LmdbFile file) throws IOException, LmdbException {
    Snapshot first = read(file, 0);
    Snapshot second = read(file, first.pageSize);
    return first.transaction >= second.transaction ? first : second;
  }

  private static Snapshot read(LmdbFile file, int at) throws IOException, LmdbException {
    Octets octets = file.read(at, META);
    if (!new Page(octets).is(Page.META) || octets.u32(Page.HEADER) != MAGIC) {
      throw new LmdbException("File is not an LMDB file");
    }
    if (octets.u32(Page.HEADER + 4) != VERSION) {
      throw new LmdbException(
          "Database environment version mismatch: format "
              + octets.u32(Page.HEADER + 4)
              + ", and "
              + VERSION
              + " is what can be read; dump it with mdb_dump and load it again");
    }
    int trees = Page.HEADER + 24;
    int end = trees + 2 * Tree.SIZE;
    // The first tree, that of free pages, has the size of pages where others have a pad.
    long pageSize = octets.u32(trees);
    if (pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE || Long.bitCount(pageSize) != 1) {
      throw LmdbException.damaged("pages of " + pageSize + " octets");
    }
    return new Snapshot(
        (int) pageSize, octets.u64(end), octets.u64(end + 8), Tree.at(octets, trees + Tree.SIZE));
  }

  /**
   * Whether all pages of this snapshot were still there when {@code now} was read. A writer reuses
   * what a transaction has freed only when two more are finished.
   */
  boolean isWholeAt(Snapshot now) {
    return now.transaction - transaction <= 1 && now.transaction >= transaction;
  }
}
