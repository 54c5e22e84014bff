// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A client that keeps exact account of what was answered. */
public final class SmtpClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;

  private SmtpClient(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
    this.output = socket.getOutputStream();
  }

  /** A session after greeting and EHLO. */
  public static SmtpClient connect(int port) throws IOException {
    SmtpClient client = open(port);
    try {
      client.expect("220", client.reply());
      client.expect("250", client.command("EHLO client.example"));
      return client;
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  /** A connection on which nothing was said. */
  public static SmtpClient open(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      return new SmtpClient(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * One transaction; the answer is the one to the end of data, or the first before it that refused.
   */
  public String send(String from, List<String> recipients, String message) throws IOException {
    String reply = command("MAIL FROM:<" + from + ">");
    for (String recipient : recipients) {
      if (reply.startsWith("2")) {
        reply = command("RCPT TO:<" + recipient + ">");
      }
    }
    if (reply.startsWith("2")) {
      reply = command("DATA");
    }
    if (reply.startsWith("3")) {
      return command(transparent(message) + ".");
    }
    command("RSET");
    return reply;
  }

  /** The text with a dot before each dot that begins a line, as RFC 5321 §4.5.2 wants it. */
  public static String transparent(String message) {
    String dotted = message.replace("\r\n.", "\r\n..");
    return dotted.startsWith(".") ? "." + dotted : dotted;
  }

  /** Sends a line and returns the reply to it. */
  public String command(String line) throws IOException {
    line(line);
    return reply();
  }

  /** Sends a line to which no reply of its own comes. */
  public void line(String line) throws IOException {
    output.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    output.flush();
  }

  /** The next reply, its lines joined by LF. */
  public String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line = received();
    while (line.length() > 3 && line.charAt(3) == '-') {
      reply.append(line).append('\n');
      line = received();
    }
    return reply.append(line).toString();
  }

  private String received() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = input.read(); octet != '\n'; octet = input.read()) {
      if (octet < 0) {
        throw new EOFException("the connection was closed");
      }
      line.append((char) octet);
    }
    return line.substring(0, Math.max(0, line.length() - 1));
  }

  private void expect(String code, String reply) throws IOException {
    if (!reply.startsWith(code)) {
      throw new IOException("the server said " + reply);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It was closed by the other side.
    }
  }
}
