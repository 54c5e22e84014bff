// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ostler.control.Frame;

/**
 * A conversation with the running server: our input goes there, its output and exit code come here.
 */
final class ServerLink {
  /** As the shell tells a program that wrote into a closed pipe: 128 and SIGPIPE. */
  private static final int OUTPUT_CLOSED = 141;

  private final Path socket;
  private final InputStream input;
  private final OutputStream output;
  private final OutputStream errors;

  /** A link for the process's own terminal. */
  ServerLink(Path socket) {
    // Not System.out, which hides that nobody reads any more.
    this(
        socket,
        System.in,
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  ServerLink(Path socket, InputStream input, OutputStream output, OutputStream errors) {
    this.socket = socket;
    this.input = input;
    this.output = output;
    this.errors = errors;
  }

  /** Runs a command; the result is its exit code. */
  int run(List<String> words) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 16 * 1024));
      for (String word : words) {
        send(out, Frame.Kind.WORD, word.getBytes(StandardCharsets.UTF_8));
      }
      send(
          out,
          Frame.Kind.USER,
          System.getProperty("user.name", "").getBytes(StandardCharsets.UTF_8));
      if (Boolean.getBoolean("ostler.terminal")) {
        send(out, Frame.Kind.TERMINAL, new byte[0]);
      }
      send(
          out,
          Frame.Kind.DIRECTORY,
          Path.of("").toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      Thread.ofPlatform().daemon().name("input").start(() -> copyInput(out));
      return answer(new DataInputStream(Channels.newInputStream(channel)));
    }
  }

  private static void send(DataOutputStream out, Frame.Kind kind, byte[] octets)
      throws IOException {
    Frame.write(out, kind, octets, 0, octets.length);
  }

  private void copyInput(DataOutputStream out) {
    byte[] block = new byte[8192];
    try {
      for (int got = input.read(block); got > 0; got = input.read(block)) {
        Frame.write(out, Frame.Kind.INPUT, block, 0, got);
        out.flush();
      }
      Frame.write(out, Frame.Kind.INPUT, block, 0, 0);
      out.flush();
    } catch (IOException gone) {
      // The command has ended and needs no more input.
    }
  }

  private int answer(DataInputStream in) throws IOException {
    while (true) {
      Frame frame = next(in);
      switch (frame.kind()) {
        case OUTPUT -> {
          if (!wrote(output, frame)) {
            return OUTPUT_CLOSED;
          }
        }
        case ERRORS -> wrote(errors, frame);
        case EXIT -> {
          return frame.octets()[0] & 0xff;
        }
        default -> throw new IOException("the server sent a frame that only clients send");
      }
    }
  }

  private static Frame next(DataInputStream in) throws IOException {
    try {
      return Frame.read(in);
    } catch (EOFException end) {
      throw new IOException("the server went away before the command had ended", end);
    }
  }

  private static boolean wrote(OutputStream to, Frame frame) {
    try {
      to.write(frame.octets());
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
