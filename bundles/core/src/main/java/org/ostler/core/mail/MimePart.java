// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $mime_*} variables show: the part that {@code acl_smtp_mime} looks at. Between parts
 * only the count stays. Confined to the message's thread.
 */
public final class MimePart {
  /** Parts seen, the first is 0; -1 before any. */
  public int count = -1;

  /** Whether the part belongs to a message within the message. */
  public boolean inMessage;

  /** Whether it stands where a reader's eye falls first, and not among the attachments. */
  public boolean coverLetter;

  public boolean multipart;
  public @Nullable String type;
  public @Nullable String disposition;
  public @Nullable String transferEncoding;
  public @Nullable String id;
  public @Nullable String description;
  public @Nullable String charset;
  public @Nullable String boundary;
  public @Nullable String filename;

  /** The file that {@code decode} wrote. */
  public @Nullable String decodedFile;

  /** What {@code decode} wrote, in kibioctets, rounded up. */
  public int contentSize;

  public int anomalyLevel;
  public @Nullable String anomaly;

  /** The octets of the part; null outside the lists for parts. */
  public @Nullable Content content;

  /** Forgets everything but the count. */
  public void clear() {
    coverLetter = false;
    multipart = false;
    type = null;
    disposition = null;
    transferEncoding = null;
    id = null;
    description = null;
    charset = null;
    boundary = null;
    filename = null;
    decodedFile = null;
    contentSize = 0;
    anomalyLevel = 0;
    anomaly = null;
    content = null;
  }

  /** The octets of one part, as they came. */
  public interface Content {
    /**
     * Walks along the lines of the part, long ones in pieces.
     *
     * @param longest how many octets a piece has at most
     * @param lines sees each with its line feed, and says whether to go on
     */
    void lines(int longest, Lines lines) throws IOException;

    /**
     * Decodes into a file and sets what the variables show of it.
     *
     * @param where what stands after {@code decode =}: a directory, a file, a name, or empty for a
     *     name of our making
     * @return whether that was done
     */
    boolean decode(String where);

    /** Sees lines. */
    @FunctionalInterface
    interface Lines {
      boolean line(String octets) throws IOException;
    }
  }
}
