// SPDX-License-Identifier: Apache-2.0
package org.ostler.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One piece of a conversation on the control socket: a kind, a length, octets. Both ends bound what
 * they accept.
 *
 * @param kind what the octets are
 * @param octets the octets
 */
public record Frame(Kind kind, byte[] octets) {
  private static final int MOST_OCTETS = 1 << 20;

  /** What a frame carries. */
  public enum Kind {
    /** A word of the command line, client to server. */
    WORD,
    /**
     * The login name of the client's user. Only the server's own user and root can open the socket.
     */
    USER,
    /** The client's working directory; ends the words. */
    DIRECTORY,
    /** Standard input, client to server; empty at its end. */
    INPUT,
    OUTPUT,
    ERRORS,
    /** The exit code as one octet, server to client; the last frame of a call. */
    EXIT,
    /** Standard input is a terminal; empty, after the user. Clients without one send none. */
    TERMINAL
  }

  /** Writes a frame; the caller flushes. */
  public static void write(DataOutputStream out, Kind kind, byte[] octets, int offset, int length)
      throws IOException {
    out.writeByte(kind.ordinal());
    out.writeInt(length);
    out.write(octets, offset, length);
  }

  /** Reads a frame; an end of the stream throws EOFException. */
  public static Frame read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    int length = in.readInt();
    if (kind >= Kind.values().length || length < 0 || length > MOST_OCTETS) {
      throw new IOException("not a frame of the control socket");
    }
    byte[] octets = new byte[length];
    in.readFully(octets);
    return new Frame(Kind.values()[kind], octets);
  }
}
