// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One conversation over the client socket of Dovecot's authentication server, protocol version 1:
 * lines of words with a TAB between two. One thread, one use.
 */
final class DovecotSocket implements AutoCloseable {
  private static final int LONGEST = 16384;
  // Dovecot waits two seconds before it says no.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final SocketChannel channel;
  private final ByteBuffer input = ByteBuffer.allocate(4096).limit(0);
  private final Set<String> mechanisms = new HashSet<>();

  private DovecotSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /** The socket is of no use; the message is for the log. */
  static final class Trouble extends IOException {
    private static final long serialVersionUID = 1L;

    Trouble(String message) {
      super(message);
    }
  }

  /** Connects and exchanges greetings. */
  static DovecotSocket open(String path) throws Trouble {
    DovecotSocket socket = new DovecotSocket(connect(path));
    boolean ready = false;
    try {
      socket.say("VERSION\t1\t0\nCPID\t" + ProcessHandle.current().pid());
      socket.greeting();
      ready = true;
      return socket;
    } finally {
      if (!ready) {
        socket.close();
      }
    }
  }

  private static SocketChannel connect(String path) throws Trouble {
    try {
      return SocketChannel.open(UnixDomainSocketAddress.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new Trouble("authentication socket connection error: " + path + ": " + e.getMessage());
    }
  }

  private void greeting() throws Trouble {
    while (true) {
      List<String> words = words();
      switch (words.getFirst()) {
        case "VERSION" -> {
          if (words.size() < 2 || !words.get(1).equals("1")) {
            throw new Trouble("authentication socket protocol version mismatch");
          }
        }
        case "MECH" -> {
          if (words.size() > 1) {
            mechanisms.add(words.get(1).toUpperCase(Locale.ROOT));
          }
        }
        case "DONE" -> {
          return;
        }
        default -> {
          // SPID, CUID and COOKIE are for those who come back with the same connection.
        }
      }
    }
  }

  boolean offers(String mechanism) {
    return mechanisms.contains(mechanism.toUpperCase(Locale.ROOT));
  }

  void say(String line) throws Trouble {
    ByteBuffer octets = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    limited(
        () -> {
          while (octets.hasRemaining()) {
            channel.write(octets);
          }
        });
  }

  /** The answer to the one request of this conversation: a word, its number, and more. */
  List<String> answer() throws Trouble {
    List<String> words = words();
    while (words.size() < 2 || !words.get(1).equals("1")) {
      words = words();
    }
    return words;
  }

  private List<String> words() throws Trouble {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      if (!input.hasRemaining()) {
        fill();
      }
      byte octet = input.get();
      if (octet == '\n') {
        return List.of(line.toString(StandardCharsets.ISO_8859_1).split("\t", -1));
      }
      line.write(octet);
      if (line.size() > LONGEST) {
        throw new Trouble("authentication socket protocol error: a line without end");
      }
    }
  }

  private void fill() throws Trouble {
    input.clear();
    limited(
        () -> {
          if (channel.read(input) < 0) {
            throw new Trouble("authentication socket read error or premature eof");
          }
        });
    input.flip();
  }

  /** A channel has no time limit of its own: it is closed when the time is over. */
  private void limited(Work work) throws Trouble {
    CompletableFuture<Void> watch = new CompletableFuture<>();
    watch
        .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (done, late) -> {
              if (late != null) {
                close();
              }
            });
    try {
      work.run();
    } catch (Trouble trouble) {
      throw trouble;
    } catch (IOException e) {
      throw new Trouble("authentication socket read error or premature eof: " + e.getMessage());
    } finally {
      watch.complete(null);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Closing is all that is wanted.
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
