// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The file operations that the journal stands on, so that a test can crash between any two of them.
 * Names are relative to the spool directory and use {@code /}. What was written is safe only after
 * {@link File#force}; a name that was made, moved or deleted is safe only after {@link
 * #syncDirectory}.
 */
interface Disk extends Closeable {
  /** Makes a file that is not there yet. Throws {@link org.ostler.api.spool.SpoolFull}. */
  File create(String name) throws IOException;

  /**
   * Opens a file that is there. Each caller has a handle of its own: an interrupted thread closes
   * the channel it reads from, which must never be one that others use.
   */
  File open(String name) throws IOException;

  /** Names in a directory, none when it is missing. */
  List<String> list(String directory) throws IOException;

  /** Makes a directory and says whether it is new. */
  boolean createDirectory(String name) throws IOException;

  /** Deletes a file; one that is not there is no error. */
  void delete(String name) throws IOException;

  /** Renames at once, replacing what was there. */
  void rename(String from, String to) throws IOException;

  void syncDirectory(String name) throws IOException;

  long usableSpace() throws IOException;

  /** An open file. */
  interface File extends Closeable {
    /** Reads until the target is full or the file ends; the octets read. */
    int read(ByteBuffer target, long position) throws IOException;

    /**
     * Writes all of it. Throws {@link org.ostler.api.spool.SpoolFull} when there is no room; a part
     * may be written.
     */
    void write(ByteBuffer source, long position) throws IOException;

    void truncate(long size) throws IOException;

    /**
     * Returns when the content is on disk; with metadata also what does not matter for reading it.
     */
    void force(boolean metadata) throws IOException;

    long size() throws IOException;
  }
}
