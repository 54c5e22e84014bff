// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.tls.TlsProtocol;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsSession;
import org.ostler.api.tls.TlsStreams;

/**
 * A protocol of BouncyCastle, which is handed octets and asked for them, between a channel and two
 * streams. Since it reads nothing by itself, a read that times out breaks no record.
 */
final class ProtocolStreams implements TlsStreams {
  private static final int SMALL = 1024;
  private static final int LARGE = 16384;

  private final TlsProtocol protocol;
  private final TlsChannel channel;
  private final Deciphered input = new Deciphered();
  private final Ciphering output = new Ciphering();
  private byte[] buffer = new byte[SMALL];
  private boolean ended;
  private boolean closed;
  private @Nullable TlsSession session;

  ProtocolStreams(TlsProtocol protocol, TlsChannel channel) {
    this.protocol = protocol;
    this.channel = channel;
  }

  /** Begins a handshake. */
  interface Start {
    void begin() throws IOException;
  }

  /** Shakes hands until the deadline. */
  void shakeHands(Start start, Side side, InstantSource clock, Duration limit)
      throws TlsFailure, InterruptedException {
    Instant deadline = clock.instant().plus(limit);
    try {
      start.begin();
      send();
      while (protocol.isHandshaking()) {
        step(Duration.between(clock.instant(), deadline));
      }
      session = side.session();
    } catch (SocketTimeoutException e) {
      throw new TlsFailure(TlsFailure.Kind.TIMEOUT, "timed out", e);
    } catch (EOFException e) {
      throw new TlsFailure(
          TlsFailure.Kind.LOST, "The TLS connection was non-properly terminated.", e);
    } catch (IOException e) {
      sendLastWords();
      throw side.trouble().explain(e);
    }
    if (session == null) {
      throw new TlsFailure(TlsFailure.Kind.LOST, "the peer ended the handshake", null);
    }
  }

  private void step(Duration left) throws IOException {
    if (!left.isPositive()) {
      throw new SocketTimeoutException("deadline passed");
    }
    channel.readTimeout(left);
    int count = channel.input().read(buffer);
    if (count < 0) {
      throw new EOFException("the peer closed");
    }
    protocol.offerInput(buffer, 0, count);
    send();
  }

  /** Hands on what the protocol has to say. */
  private void send() throws IOException {
    int waiting = protocol.getAvailableOutputBytes();
    if (waiting > 0) {
      byte[] octets = new byte[waiting];
      protocol.readOutput(octets, 0, waiting);
      channel.output().write(octets);
      channel.output().flush();
    }
  }

  private void sendLastWords() {
    try {
      send();
    } catch (IOException _) {
      // Nobody hears the alert.
    }
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public TlsSession session() {
    return Objects.requireNonNull(session, "no handshake");
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        output.pass();
        protocol.close();
      } catch (IOException _) {
        // The peer has gone first.
      }
      sendLastWords();
    }
  }

  /** Reads once from the channel; false at its end. */
  private boolean fill() throws IOException {
    int count = channel.input().read(buffer);
    if (count < 0) {
      ended = true;
      return false;
    }
    take(count);
    return true;
  }

  private void take(int count) throws IOException {
    try {
      protocol.offerInput(buffer, 0, count);
    } finally {
      // An answer to a message of the protocol, or the alert about a broken record.
      sendLastWords();
    }
    if (count == buffer.length && count < LARGE) {
      buffer = new byte[LARGE];
    } else if (count < SMALL && buffer.length > SMALL) {
      buffer = new byte[SMALL];
    }
  }

  private final class Deciphered extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (protocol.getAvailableInputBytes() == 0) {
        if (ended || protocol.isClosed() || !fill()) {
          return -1;
        }
      }
      return protocol.readInput(octets, from, length);
    }

    @Override
    public int available() throws IOException {
      int come = channel.input().available();
      if (protocol.getAvailableInputBytes() == 0 && come > 0 && !ended && !protocol.isClosed()) {
        int count = channel.input().read(buffer, 0, Math.min(come, buffer.length));
        if (count > 0) {
          take(count);
        }
      }
      return protocol.getAvailableInputBytes();
    }
  }

  /** Gathers small writes into records. */
  private final class Ciphering extends OutputStream {
    private byte[] pending = new byte[0];
    private int length;

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
      if (length + count > LARGE) {
        pass();
      }
      if (count >= LARGE) {
        cipher(octets, from, count);
        return;
      }
      if (length + count > pending.length) {
        pending = Arrays.copyOf(pending, Math.max(length + count, 2 * pending.length));
      }
      System.arraycopy(octets, from, pending, length, count);
      length += count;
    }

    private void pass() throws IOException {
      if (length > 0) {
        int count = length;
        length = 0;
        cipher(pending, 0, count);
        if (pending.length > SMALL) {
          pending = new byte[0];
        }
      }
    }

    private void cipher(byte[] octets, int from, int count) throws IOException {
      if (protocol.isClosed()) {
        throw new IOException("TLS has been closed");
      }
      protocol.writeApplicationData(octets, from, count);
      send();
    }

    @Override
    public void flush() throws IOException {
      pass();
      channel.output().flush();
    }
  }
}
