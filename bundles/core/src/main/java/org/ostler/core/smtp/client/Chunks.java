// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ostler.api.smtp.Reply;

/**
 * Cuts a message into BDAT chunks of known size (RFC 3030 §2). Each chunk goes out in one piece
 * with its command; the replies to earlier ones are read while later ones are on their way, so that
 * a message that is refused early is not sent to its end. One use.
 */
final class Chunks {
  private static final int CHUNK_OCTETS = 256 * 1024;
  // Room in front of a chunk for its command.
  private static final int ROOM = 24;

  private final OutputStream to;
  private final int outstanding;
  private byte[] held = new byte[16 * 1024];
  private int used = ROOM;
  private int unanswered;
  private @Nullable Reply refusal;

  /** {@code outstanding} replies may be missing when the next chunk is sent. */
  Chunks(OutputStream to, int outstanding) {
    this.to = to;
    this.outstanding = outstanding;
  }

  /** Sends all chunks and reads all replies but the last chunk's. */
  void send(MessageWriter writer, Replies replies) throws IOException, HostFailure {
    try {
      writer.write(new Collecting(replies));
      cut(" LAST", replies);
      while (unanswered > 1 && refusal == null) {
        read(replies);
      }
    } catch (Stopped stopped) {
      if (stopped.failure != null) {
        throw stopped.failure;
      }
    }
  }

  /** The reply that refused a chunk before the last one was answered, or null. */
  @Nullable Reply refusal() {
    return refusal;
  }

  private void read(Replies replies) throws HostFailure {
    Reply reply = replies.next();
    unanswered--;
    if (reply.code() / 100 != 2) {
      refusal = reply;
    }
  }

  private void cut(String last, Replies replies) throws IOException {
    try {
      while (unanswered > outstanding && refusal == null) {
        read(replies);
      }
    } catch (HostFailure failure) {
      throw new Stopped(failure);
    }
    if (refusal != null) {
      throw new Stopped(null);
    }
    byte[] command =
        ("BDAT " + (used - ROOM) + last + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(command, 0, held, ROOM - command.length, command.length);
    to.write(held, ROOM - command.length, used - ROOM + command.length);
    used = ROOM;
    unanswered++;
  }

  /** Where replies come from. */
  @FunctionalInterface
  interface Replies {
    Reply next() throws HostFailure;
  }

  /** Ends the copying of a message that the server does not want. */
  private static final class Stopped extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable HostFailure failure;

    Stopped(@Nullable HostFailure failure) {
      this.failure = failure;
    }
  }

  private final class Collecting extends OutputStream {
    private final Replies replies;

    Collecting(Replies replies) {
      this.replies = replies;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      if (used + length > CHUNK_OCTETS) {
        cut("", replies);
      }
      if (used + length > held.length) {
        held =
            Arrays.copyOf(held, Math.max(used + length, Math.min(held.length * 4, CHUNK_OCTETS)));
      }
      System.arraycopy(octets, offset, held, used, length);
      used += length;
    }
  }
}
