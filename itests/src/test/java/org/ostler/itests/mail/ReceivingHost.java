// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ostler.testing.peers.Waiting;

/** A next hop in this process that answers as the test wants it. */
public final class ReceivingHost implements AutoCloseable {
  private static final int BACKLOG = 500;

  /**
   * A transaction that was answered with 250.
   *
   * @param nanos when, as {@link System#nanoTime} counts
   */
  public record Message(String from, List<String> recipients, String text, long nanos) {
    /** The first value of a field that is not folded. */
    public String field(String name) {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }

  private final ServerSocket listener;
  private final UnaryOperator<String> recipientReply;
  private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sessions = new ConcurrentLinkedQueue<>();

  private ReceivingHost(UnaryOperator<String> recipientReply) {
    this.recipientReply = recipientReply;
    try {
      this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** One that takes everything. */
  public static ReceivingHost start() {
    return start(recipient -> "250 OK");
  }

  /** One that answers RCPT with what the function says of the address. */
  public static ReceivingHost start(UnaryOperator<String> recipientReply) {
    return new ReceivingHost(recipientReply);
  }

  /** One that takes connections and never says a word. */
  public static ReceivingHost silent() {
    return new ReceivingHost(recipient -> "");
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** What was taken so far. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Waits until so many were taken. */
  public List<Message> await(int count, Duration limit) {
    Waiting.until(count + " messages at the next hop", limit, () -> messages.size() >= count);
    return messages();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sessions.add(socket);
        if (!recipientReply.apply("").isEmpty()) {
          Thread.ofVirtual().start(() -> serve(socket));
        }
      }
    } catch (IOException e) {
      // The test has closed it.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Conversation(socket).hold();
    } catch (IOException e) {
      // The server under test was killed, or the test has ended.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket session : sessions) {
        session.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One session. */
  private final class Conversation {
    private final InputStream input;
    private final OutputStream output;
    private String from = "";
    private final List<String> recipients = new ArrayList<>();

    Conversation(Socket socket) throws IOException {
      this.input = new BufferedInputStream(socket.getInputStream());
      this.output = socket.getOutputStream();
    }

    void hold() throws IOException {
      say("220 sink.example ESMTP");
      for (String line = line(); line != null; line = line()) {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        say(answer(verb, line));
        if (verb.equals("QUIT")) {
          return;
        }
      }
    }

    private String answer(String verb, String line) throws IOException {
      return switch (verb) {
        case "EHLO" -> "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE";
        case "MAIL" -> {
          forget();
          from = address(line);
          yield "250 OK";
        }
        case "RCPT" -> recipient(address(line));
        case "DATA" -> data();
        case "RSET" -> {
          forget();
          yield "250 OK";
        }
        case "QUIT" -> "221 bye";
        default -> "250 OK";
      };
    }

    private String recipient(String address) {
      String reply = recipientReply.apply(address);
      if (reply.startsWith("2")) {
        recipients.add(address);
      }
      return reply;
    }

    private String data() throws IOException {
      if (recipients.isEmpty()) {
        return "503 no valid recipients";
      }
      say("354 go on");
      StringBuilder text = new StringBuilder();
      for (String line = line(); line != null && !line.equals("."); line = line()) {
        text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
      }
      messages.add(new Message(from, List.copyOf(recipients), text.toString(), System.nanoTime()));
      forget();
      return "250 taken";
    }

    private void forget() {
      from = "";
      recipients.clear();
    }

    private static String address(String line) {
      return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private void say(String reply) throws IOException {
      output.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      output.flush();
    }

    private @Nullable String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int octet = input.read(); octet != '\n'; octet = input.read()) {
        if (octet < 0) {
          return null;
        }
        line.append((char) octet);
      }
      return line.substring(0, Math.max(0, line.length() - 1));
    }
  }
}
