// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;
import org.ostler.core.receive.LineDecoder;
import org.ostler.core.smtp.server.protocol.Command;
import org.ostler.core.thread.Buffers;

/**
 * The octets of one session, buffered. An idle session holds half a kilobyte, what RFC 5321
 * §4.5.3.1.4 grants a command line; the buffer grows for the data of a message and while a peer
 * keeps it full, and shrinks again when it is empty. Every read has a deadline that the peer cannot
 * move.
 */
final class Wire {
  private static final int SMALL = 512;
  private static final int LARGE = 65536;
  private static final byte[] NONE = {};

  private Link link;
  private final InstantSource clock;
  private final Instant end;
  private byte[] buffer = new byte[SMALL];
  private int from;
  private int to;
  private byte[] pending = NONE;
  private int pendingLength;

  /** A wire whose session may last until {@code end}. */
  Wire(Link link, InstantSource clock, Instant end) {
    this.link = link;
    this.clock = clock;
    this.end = end;
  }

  /** The connection is gone, as opposed to silent, or to trouble of our own. */
  static final class Lost extends IOException {
    private static final long serialVersionUID = 1L;

    Lost(String message, @Nullable IOException cause) {
      super(message, cause);
    }
  }

  /** A command line as it came. */
  sealed interface Line {
    /** Without its line end. */
    record Complete(String text) implements Line {}

    /** Longer than {@link Command#LONGEST}; it was read to its end and forgotten. */
    record TooLong() implements Line {}

    /** Ended by a bare LF, which a peer on the network must not send. */
    record BareEnd() implements Line {}

    /** The peer closed. */
    record Eof() implements Line {}
  }

  /** Whether octets of the peer are here already. */
  boolean hasInput() throws IOException {
    return to > from || link.input().available() > 0;
  }

  /** Whether a peer on the network must keep to CRLF and to waiting for replies. */
  boolean isStrict() {
    return link.isNetwork();
  }

  /** Says where the session is; true when it is to end there. */
  boolean endsHere(boolean betweenTransactions) {
    link.between(betweenTransactions);
    return betweenTransactions && link.isLeaving();
  }

  /** What the peer sent too soon, for the log, at most 128 octets. */
  String peek() throws IOException {
    if (to == from && link.input().available() > 0) {
      fill(clock.instant().plusSeconds(1));
    }
    return new String(buffer, from, Math.min(to - from, 128), StandardCharsets.ISO_8859_1);
  }

  /** Drops what has come (RFC 3207 §4.2: nothing said before TLS counts after it). */
  void discardInput() throws IOException {
    from = to;
    for (int most = LARGE; most > 0 && link.input().available() > 0; most -= SMALL) {
      fill(clock.instant().plusSeconds(1));
      from = to;
    }
  }

  /** What carries the session now. */
  Link link() {
    return link;
  }

  /** From now on the session goes over another link; nothing may wait to be sent over the old. */
  void carry(Link other) {
    from = to;
    link = other;
  }

  /** Reads a command line; all of it must come within the limit. */
  Line readLine(Duration limit) throws IOException {
    Instant deadline = clock.instant().plus(limit);
    int seen = 0;
    boolean tooLong = false;
    while (true) {
      int at = lineFeed(from + seen);
      if (at >= 0) {
        return line(at, tooLong);
      }
      seen = to - from;
      if (seen >= Command.LONGEST) {
        // Keep the last octet: it may be the CR of the line's end.
        from = to - 1;
        seen = 1;
        tooLong = true;
      }
      if (!fill(deadline)) {
        return new Line.Eof();
      }
    }
  }

  private int lineFeed(int start) {
    for (int at = start; at < to; at++) {
      if (buffer[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private Line line(int at, boolean tooLong) {
    boolean whole = at > from && buffer[at - 1] == '\r';
    int stop = whole ? at - 1 : at;
    int start = from;
    from = at + 1;
    if (tooLong || stop - start > Command.LONGEST) {
      return new Line.TooLong();
    }
    return whole || !link.isNetwork()
        ? new Line.Complete(new String(buffer, start, stop - start, StandardCharsets.ISO_8859_1))
        : new Line.BareEnd();
  }

  /**
   * Hands octets to the decoder until it has seen the end of the data. Each read must bring
   * something in time.
   */
  void readData(LineDecoder decoder, Duration limit) throws IOException {
    widen();
    while (true) {
      from += decoder.take(buffer, from, to);
      if (decoder.done()) {
        return;
      }
      require(limit);
    }
  }

  /** Hands exactly this many octets to the decoder. */
  void readChunk(LineDecoder decoder, long size, Duration limit) throws IOException {
    widen();
    long left = size;
    while (left > 0) {
      if (from == to) {
        require(limit);
      }
      int count = (int) Math.min(left, to - from);
      decoder.take(buffer, from, from + count);
      from += count;
      left -= count;
    }
  }

  /** Passes over octets. */
  void skip(long size, Duration limit) throws IOException {
    long left = size;
    while (left > 0) {
      if (from == to) {
        require(limit);
      }
      int count = (int) Math.min(left, to - from);
      from += count;
      left -= count;
    }
  }

  private void require(Duration limit) throws IOException {
    if (!fill(clock.instant().plus(limit))) {
      throw new Lost("the peer closed", null);
    }
  }

  /** Reads more; false at the end of the stream. */
  private boolean fill(Instant deadline) throws IOException {
    flush();
    makeRoom();
    Instant now = clock.instant();
    Duration left = Duration.between(now, deadline.isBefore(end) ? deadline : end);
    if (!left.isPositive()) {
      throw new SocketTimeoutException("deadline passed");
    }
    int count = read(left);
    if (count > 0) {
      to += count;
    }
    return count > 0;
  }

  private int read(Duration limit) throws IOException {
    try {
      link.readTimeout(limit);
      return link.input().read(buffer, to, buffer.length - to);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new Lost("the connection broke", e);
    }
  }

  private void makeRoom() {
    if (from == to) {
      boolean wasFull = to == buffer.length;
      from = 0;
      to = 0;
      if (wasFull && buffer.length < LARGE) {
        buffer = new byte[buffer.length * 4 > LARGE ? LARGE : buffer.length * 4];
      }
    } else if (to == buffer.length) {
      int length = to - from;
      int size = length < buffer.length / 2 ? buffer.length : Math.min(LARGE, buffer.length * 2);
      byte[] next = size == buffer.length ? buffer : new byte[size];
      System.arraycopy(buffer, from, next, 0, length);
      buffer = next;
      from = 0;
      to = length;
    }
  }

  private void widen() {
    if (buffer.length < Buffers.SIZE) {
      byte[] next = Buffers.take();
      System.arraycopy(buffer, from, next, 0, to - from);
      buffer = next;
      to -= from;
      from = 0;
    }
  }

  /** Between messages: gives a large empty buffer back. */
  void rest() {
    if (from == to && buffer.length > SMALL) {
      Buffers.give(buffer);
      buffer = new byte[SMALL];
      from = 0;
      to = 0;
    }
  }

  /**
   * Queues a reply; it leaves before the next read that has to wait, so that a pipelined group
   * shares packets.
   */
  void write(Reply reply) throws IOException {
    if (pendingLength > LARGE) {
      flush();
    }
    byte[] octets = reply.wire().getBytes(StandardCharsets.ISO_8859_1);
    if (pendingLength + octets.length > pending.length) {
      int room = Math.max(pending.length * 2, pendingLength + octets.length);
      pending = Arrays.copyOf(pending, Math.max(SMALL / 2, room));
    }
    System.arraycopy(octets, 0, pending, pendingLength, octets.length);
    pendingLength += octets.length;
  }

  void flush() throws IOException {
    if (pendingLength > 0) {
      byte[] octets = pending;
      int length = pendingLength;
      pending = NONE;
      pendingLength = 0;
      try {
        link.output().write(octets, 0, length);
        link.output().flush();
      } catch (IOException e) {
        throw new Lost("the connection broke", e);
      }
    }
  }

  /** Whether the whole session has used up its time. */
  boolean isOverdue() {
    return !clock.instant().isBefore(end);
  }
}
