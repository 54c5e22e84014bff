// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.core.thread.Buffers;

/**
 * Puts a message together from its lines: the header section becomes fields, the body goes to the
 * spool with LF line ends. What breaks a limit is noted in {@link #fault()}, and the rest is passed
 * over without being kept, so that the session stays in step with the peer.
 *
 * <p>A bare CR or LF in the header section becomes a continuation line and in the body a line of
 * its own, as Exim has it.
 */
public final class Assembler implements LineDecoder.Sink, AutoCloseable {
  private static final byte[] NONE = {};

  private final Limits limits;
  private final OutputStream body;
  private final HeaderSection header;
  private byte[] block = Buffers.take();
  private int filled;
  private boolean inBody;
  private boolean lineOpen;
  private long received;
  private long size;
  private long bodySize;
  private int bodyLines;
  private boolean blank;
  private int bodyZeros;
  private int lineLength;
  private int longestLine;
  private final Excerpt excerpt;
  private @Nullable Fault fault;
  private @Nullable IOException trouble;

  /** Puts together what is within the limits; {@link #close()} gives back to the budget. */
  public Assembler(Limits limits, HeaderBudget budget, OutputStream body) {
    this.limits = limits;
    this.body = body;
    this.header = new HeaderSection(limits.headerSize(), limits.headerLine(), budget);
    this.excerpt = new Excerpt(limits.visible());
  }

  /** Passes over such lines in front of the first field: they are no part of the message. */
  public void ignore(FromLines lines) {
    header.ignore(lines);
  }

  /** Why a message cannot be taken. */
  public enum Fault {
    TOO_BIG,
    HEADER_TOO_BIG,
    HEADER_LINE_TOO_LONG,
    /** The header sections of all receptions together take too much memory. */
    NO_MEMORY,
    /** The spool could not take the body; {@link #trouble()} says why. */
    SPOOL
  }

  @Override
  public void text(byte[] octets, int from, int to) {
    received += to - from;
    size += to - from;
    lineLength += to - from;
    lineOpen = true;
    if (isOver()) {
      return;
    }
    if (inBody) {
      write(octets, from, to);
    } else {
      header.text(octets, from, to);
    }
  }

  @Override
  public void lineEnd() {
    received += 2;
    size++;
    endLine(false);
    lineOpen = false;
  }

  @Override
  public void bareEnd() {
    received++;
    size++;
    lineOpen = true;
    endLine(true);
  }

  private void endLine(boolean bare) {
    longestLine = Math.max(longestLine, lineLength);
    lineLength = 0;
    if (isOver()) {
      return;
    }
    if (inBody) {
      lineFeed();
    } else if (bare) {
      header.bareEnd();
    } else {
      headerLine();
    }
  }

  private void headerLine() {
    switch (header.lineEnd()) {
      case FIELD -> {}
      case BLANK -> {
        inBody = true;
        blank = true;
        header.finish();
      }
      case NO_FIELD -> {
        // Not a field: the body begins here, without the blank line (as Exim has it).
        inBody = true;
        byte[] line = header.pushedBack();
        write(line, 0, line.length);
        lineFeed();
      }
      case TOO_BIG -> fault = Fault.HEADER_TOO_BIG;
      case LINE_TOO_LONG -> fault = Fault.HEADER_LINE_TOO_LONG;
      case NO_MEMORY -> fault = Fault.NO_MEMORY;
    }
  }

  private boolean isOver() {
    if (fault == null && limits.messageSize() > 0 && size > limits.messageSize()) {
      fault = Fault.TOO_BIG;
    }
    return fault != null;
  }

  private void write(byte[] octets, int from, int to) {
    for (int at = from; at < to; at++) {
      if (octets[at] == 0) {
        bodyZeros++;
      }
    }
    bodySize += to - from;
    excerpt.add(octets, from, to);
    if (to - from > block.length - filled) {
      flush();
    }
    if (to - from > block.length) {
      spool(octets, from, to - from);
      return;
    }
    System.arraycopy(octets, from, block, filled, to - from);
    filled += to - from;
  }

  private void lineFeed() {
    if (filled == block.length) {
      flush();
    }
    block[filled++] = '\n';
    excerpt.lineFeed();
    bodySize++;
    bodyLines++;
  }

  private void flush() {
    spool(block, 0, filled);
    filled = 0;
  }

  private void spool(byte[] octets, int from, int count) {
    if (trouble != null) {
      return;
    }
    try {
      body.write(octets, from, count);
    } catch (IOException e) {
      trouble = e;
      fault = Fault.SPOOL;
    }
  }

  /** What the spool said when it failed; null while it works. */
  public @Nullable IOException trouble() {
    return trouble;
  }

  /**
   * The end of the data: completes a last line that has no end, and hands the last octets to the
   * spool.
   */
  public void finish() {
    if (lineOpen && !inBody && !isOver()) {
      headerLine();
    } else if (lineOpen && !isOver() && excerpt.lastOctet() != '\n') {
      lineFeed();
    }
    lineOpen = false;
    header.finish();
    if (fault == null) {
      flush();
    }
  }

  /** The message is done with: what it held of the budget is free for others. */
  @Override
  public void close() {
    header.release();
    Buffers.give(block);
    block = NONE;
  }

  /** Whether a header section is unfinished: its last line has no end. */
  public boolean headerOpen() {
    return !inBody && lineOpen;
  }

  public boolean inBody() {
    return inBody;
  }

  /** Where the input broke off, as the log has it with a blank in front; empty within the body. */
  public String brokenOff() {
    if (inBody) {
      return "";
    }
    return lineOpen || received == 0 ? " (header)" : " (after header)";
  }

  public @Nullable Fault fault() {
    return fault;
  }

  public List<HeaderField> fields() {
    return header.fields();
  }

  /** The header fields' octets so far, as text. */
  static String octets(byte[] octets, int from, int to) {
    return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Octets received, with line ends as sent and without stuffed dots. */
  public long received() {
    return received;
  }

  /** Octets received, a line end counted as one: what is held against the limit. */
  public long size() {
    return size;
  }

  public long bodySize() {
    return bodySize;
  }

  public int bodyLines() {
    return bodyLines;
  }

  /** Lines received so far, the blank one behind the header section included. */
  public int lines() {
    long head =
        fields().stream().mapToLong(f -> f.text().chars().filter(c -> c == '\n').count()).sum();
    return (int) head + bodyLines + (inBody ? 1 : 0);
  }

  /** Octets of what was received, lines ended by LF: all there is when the last line has come. */
  public long kept() {
    return fields().stream().mapToLong(f -> f.text().length()).sum() + (blank ? 1 : 0) + bodySize;
  }

  public int bodyZeros() {
    return bodyZeros;
  }

  public int longestLine() {
    return Math.max(longestLine, lineLength);
  }

  public Excerpt excerpt() {
    return excerpt;
  }
}
