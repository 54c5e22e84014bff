// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

/**
 * Cuts received octets into lines: the one place that knows what ends a line and what ends DATA, so
 * that DATA and BDAT agree. Only CRLF ends a line (RFC 5321 §2.3.8) and only CRLF dot CRLF ends the
 * data (§4.1.1.4). A bare CR or LF is told to the sink as such; it neither ends a header field nor
 * makes a following dot special, so no peer can hide a message inside another.
 */
public final class LineDecoder {
  private final Sink sink;
  private final boolean dotted;
  private final boolean stuffed;
  private final boolean bareLineFeeds;
  private State state = State.LINE_START;

  /**
   * A decoder.
   *
   * @param dotted whether a dot at a line's start is special: DATA, not BDAT
   * @param bareLineFeeds whether LF alone ends a line as well: local programs and terminals, never
   *     the network
   */
  public LineDecoder(Sink sink, boolean dotted, boolean bareLineFeeds) {
    this(sink, dotted, true, bareLineFeeds);
  }

  private LineDecoder(Sink sink, boolean dotted, boolean stuffed, boolean bareLineFeeds) {
    this.sink = sink;
    this.dotted = dotted;
    this.stuffed = stuffed;
    this.bareLineFeeds = bareLineFeeds;
  }

  /**
   * One for what a program writes to sendmail's input: LF ends lines, and where a lone dot ends the
   * message no other dot is special.
   */
  public static LineDecoder ofProgram(Sink sink, boolean dotEnds) {
    return new LineDecoder(sink, dotEnds, false, true);
  }

  /** Takes what the lines hold. */
  public interface Sink {
    /** Octets of a line, without CR and LF. */
    void text(byte[] octets, int from, int to);

    /** The line ended. */
    void lineEnd();

    /** A CR or an LF stood alone. */
    void bareEnd();
  }

  private enum State {
    LINE_START,
    DOT,
    DOT_CR,
    TEXT,
    CR,
    DONE
  }

  /** Whether the lone dot was seen. */
  public boolean done() {
    return state == State.DONE;
  }

  /** Takes octets; returns how many were used, all of them unless the lone dot came. */
  public int take(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && state != State.DONE) {
      at = state == State.TEXT ? text(octets, at, to) : special(octets, at);
    }
    return at - from;
  }

  /** The last chunk has ended: a CR at its very end stood alone. */
  public void finish() {
    if (state == State.CR) {
      sink.bareEnd();
      state = State.TEXT;
    }
  }

  private int text(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && octets[at] != '\r' && octets[at] != '\n') {
      at++;
    }
    if (at > from) {
      sink.text(octets, from, at);
    }
    if (at == to) {
      return to;
    }
    if (octets[at] == '\r') {
      state = State.CR;
    } else {
      lineFeed();
    }
    return at + 1;
  }

  /** One octet in a state in which it may be special; returns where to go on. */
  private int special(byte[] octets, int at) {
    byte octet = octets[at];
    return switch (state) {
      case LINE_START -> {
        boolean dot = dotted && octet == '.';
        state = dot ? State.DOT : State.TEXT;
        yield dot ? at + 1 : at;
      }
      case DOT -> afterDot(octet, at);
      case DOT_CR -> {
        // ".", bare CR: the CR stands alone.
        state = octet == '\n' ? State.DONE : State.CR;
        if (state == State.CR) {
          keepDot();
        }
        yield octet == '\n' ? at + 1 : at;
      }
      case CR -> afterCarriageReturn(octet, at);
      case TEXT, DONE -> at;
    };
  }

  private int afterDot(byte octet, int at) {
    if (octet == '\r') {
      state = State.DOT_CR;
      return at + 1;
    }
    if (octet == '\n' && bareLineFeeds) {
      state = State.DONE;
      return at + 1;
    }
    keepDot();
    state = State.TEXT;
    return at;
  }

  /** RFC 5321 §4.5.2: the first dot is taken off, where dots are stuffed. */
  private void keepDot() {
    if (!stuffed) {
      sink.text(new byte[] {'.'}, 0, 1);
    }
  }

  private int afterCarriageReturn(byte octet, int at) {
    if (octet == '\n') {
      sink.lineEnd();
      state = State.LINE_START;
      return at + 1;
    }
    sink.bareEnd();
    state = State.TEXT;
    return at;
  }

  private void lineFeed() {
    if (bareLineFeeds) {
      sink.lineEnd();
      state = State.LINE_START;
    } else {
      sink.bareEnd();
    }
  }
}
