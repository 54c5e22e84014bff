// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.receive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps the first and the last octets of a body as it passes, for {@code $message_body} and its
 * end.
 */
public final class Excerpt {
  private static final byte[] LINE_FEED = {'\n'};

  private final int visible;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();

  /**
   * The last octets, each at its place in the body modulo the size; empty while {@link #start} has
   * them all.
   */
  private byte[] tail = new byte[0];

  private long total;
  private byte lastOctet = '\n';

  /** Keeps this many octets of each end. */
  public Excerpt(int visible) {
    this.visible = Math.max(visible, 0);
  }

  /** Takes the next octets of the body. */
  public void add(byte[] octets, int from, int to) {
    if (to == from) {
      return;
    }
    if (start.size() < visible) {
      start.write(octets, from, Math.min(to - from, visible - start.size()));
    }
    if (visible > 0 && total + (to - from) > visible) {
      keep(octets, from, to);
    }
    total += to - from;
    lastOctet = octets[to - 1];
  }

  void lineFeed() {
    add(LINE_FEED, 0, 1);
  }

  /** The octet last added; LF before the first. */
  byte lastOctet() {
    return lastOctet;
  }

  private void keep(byte[] octets, int from, int to) {
    if (tail.length == 0) {
      tail = Arrays.copyOf(start.toByteArray(), visible);
    }
    int first = Math.max(from, to - visible);
    int place = (int) ((total + (first - from)) % visible);
    for (int at = first; at < to; at++) {
      tail[place] = octets[at];
      place = place + 1 == visible ? 0 : place + 1;
    }
  }

  /** The first octets. */
  public String start() {
    return start.toString(StandardCharsets.ISO_8859_1);
  }

  /** The last octets. */
  public String end() {
    if (tail.length == 0) {
      return start();
    }
    int split = (int) (total % visible);
    return Assembler.octets(tail, split, visible) + Assembler.octets(tail, 0, split);
  }
}
