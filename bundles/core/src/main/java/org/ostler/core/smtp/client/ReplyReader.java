// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.smtp.Reply;

/**
 * Reads replies (RFC 5321 §4.2) from a peer that is not to be trusted: lines, their number and the
 * time for the whole are bounded.
 */
final class ReplyReader {
  // RFC 5321 §4.5.3.1.5 says 512; servers exceed it, so be generous without being boundless.
  private static final int LINE_OCTETS = 4096;
  private static final int LINES = 200;

  private final PeerStream in;
  private final byte[] buffer = new byte[1024];
  private int start;
  private int end;

  ReplyReader(PeerStream in) {
    this.in = in;
  }

  /**
   * Reads one reply, multi-line ones whole. A reply that breaks the grammar throws {@link
   * Malformed}.
   */
  Reply read(long deadlineNanos) throws IOException {
    List<String> lines = new ArrayList<>(1);
    int code = 0;
    while (true) {
      String line = readLine(deadlineNanos);
      // RFC 5321 §4.2.1: the code is the same on each line; of two codes none is to be believed.
      if (!isReplyLine(line) || (!lines.isEmpty() && code(line) != code)) {
        throw new Malformed(ReplyText.start(code, lines) + line);
      }
      code = code(line);
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return new Reply(code, null, lines);
      }
      if (lines.size() >= LINES) {
        throw new Malformed("too many lines");
      }
    }
  }

  /** Whether more was read than the last reply. */
  boolean hasMore() {
    return start < end;
  }

  private static int code(String line) {
    return Integer.parseInt(line.substring(0, 3));
  }

  private static boolean isReplyLine(String line) {
    return line.length() >= 3
        && line.charAt(0) >= '2'
        && line.charAt(0) <= '5'
        && isDigit(line.charAt(1))
        && isDigit(line.charAt(2))
        && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String readLine(long deadlineNanos) throws IOException {
    StringBuilder line = null;
    while (true) {
      if (start == end) {
        fill(deadlineNanos);
      }
      int at = start;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      String part = new String(buffer, start, at - start, StandardCharsets.ISO_8859_1);
      boolean complete = at < end;
      start = complete ? at + 1 : at;
      if (complete && line == null) {
        return withoutReturn(part);
      }
      line = (line == null ? new StringBuilder() : line).append(part);
      if (line.length() > LINE_OCTETS) {
        throw new Malformed("line too long");
      }
      if (complete) {
        return withoutReturn(line.toString());
      }
    }
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private void fill(long deadlineNanos) throws IOException {
    start = 0;
    end = 0;
    int got = in.read(buffer, deadlineNanos);
    if (got < 0) {
      throw new EOFException();
    }
    end = got;
  }

  /** A reply that is none. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    Malformed(String line) {
      super(line);
    }
  }
}
