// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that plays a script, one list of lines a connection; the last list serves all
 * connections that follow.
 *
 * <pre>
 * S: text      sends the text and CRLF; \r \n \t \e (ESC) \8 (0xE9) are escapes
 * S&lt; text      sends the text alone
 * C: text      the client's next line is this; * at its end stands for any rest
 * C: QUIT      the client's next line is QUIT, perhaps after a RSET
 * DATA         reads up to the line with a dot alone
 * BDAT         reads a BDAT command and its octets
 * CLOSE        closes; also done at the end of the script, after the client's QUIT
 * RESET        closes so that the client's next write or read fails
 * DRIP text    sends the text over and over, an octet at a time, until the client goes
 * FLOOD text   sends the text and CRLF over and over until the client goes
 * HOLD         answers nothing, reads on until the client goes
 * DEAF         answers nothing and reads nothing until the test ends
 * </pre>
 */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final List<List<String>> scripts;
  private final Socket holder = new Socket();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket listener, List<List<String>> scripts) {
    this.listener = listener;
    this.scripts = scripts;
  }

  /**
   * A port that refuses all connections: it is held, so that no other program takes it, and nobody
   * listens.
   */
  static ScriptedServer refusing(String address) {
    try {
      ServerSocket unused = new ServerSocket();
      ScriptedServer server = new ScriptedServer(unused, List.of());
      server.holder.bind(new InetSocketAddress(address, 0));
      unused.close();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptedServer on(String address, int port, List<List<String>> scripts) {
    try {
      ServerSocket socket = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
      ScriptedServer server = new ScriptedServer(socket, scripts);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptedServer playing(String... script) {
    return on("127.0.0.1", 0, List.of(List.of(script)));
  }

  int port() {
    return holder.isBound() ? holder.getLocalPort() : listener.getLocalPort();
  }

  /** Lines of clients that were not as the script has them. */
  List<String> wrong() {
    return wrong;
  }

  /** What clients sent as content, dots as they came. */
  List<String> bodies() {
    return bodies;
  }

  /** All command lines of all clients. */
  List<String> heard() {
    return heard;
  }

  /** Connections made so far. */
  int connections() {
    return sockets.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        List<String> script = scripts.get(Math.min(sockets.size(), scripts.size() - 1));
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, script));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket, List<String> script) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65536);
      for (String line : script) {
        if (!play(socket, in, line)) {
          return;
        }
      }
      for (String line = readLine(in); line != null; line = readLine(in)) {
        heard.add(line);
        if (!line.equals("QUIT")) {
          wrong.add("after the script: " + line);
        }
        write(socket, "221 bye\r\n");
      }
    } catch (IOException gone) {
      // The client broke off; what was expected of it is told by its log.
    }
  }

  private boolean play(Socket socket, InputStream in, String line) throws IOException {
    String text = line.length() > 3 ? unescape(line.substring(3)) : "";
    String word = line.split(" ", 2)[0];
    String argument = line.substring(Math.min(line.length(), word.length() + 1));
    switch (word) {
      case "S:" -> write(socket, text + "\r\n");
      case "S<" -> write(socket, text);
      case "C:" -> expect(socket, in, text);
      case "DATA" -> bodies.add(readDotted(in));
      case "BDAT" -> bodies.add(readChunk(in));
      case "CLOSE" -> {
        return false;
      }
      case "RESET" -> {
        socket.setSoLinger(true, 0);
        return false;
      }
      case "DRIP" -> drip(socket, in, argument, 40);
      case "FLOOD" -> drip(socket, in, argument + "\r\n", 0);
      case "HOLD" -> hold(in);
      case "DEAF" -> deaf();
      default -> throw new IllegalArgumentException(line);
    }
    return true;
  }

  private static void write(Socket socket, String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void expect(Socket socket, InputStream in, String pattern) throws IOException {
    String line = readLine(in);
    if (pattern.equals("QUIT") && "RSET".equals(line)) {
      write(socket, "250 reset\r\n");
      line = readLine(in);
    }
    boolean matches =
        line != null
            && (pattern.endsWith("*")
                ? line.startsWith(pattern.substring(0, pattern.length() - 1))
                : line.equals(pattern));
    if (line != null) {
      heard.add(line);
    }
    if (!matches) {
      wrong.add("expected " + pattern + " but got " + line);
    }
  }

  private static String readDotted(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    for (String line = readLine(in); line != null && !line.equals("."); line = readLine(in)) {
      body.append(line).append("\r\n");
    }
    return body.toString();
  }

  private String readChunk(InputStream in) throws IOException {
    String line = readLine(in);
    if (line == null || !line.matches("BDAT [0-9]+( LAST)?")) {
      wrong.add("expected BDAT but got " + line);
      return "";
    }
    heard.add(line);
    byte[] octets = in.readNBytes(Integer.parseInt(line.split(" ")[1]));
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** A line without its CRLF; a bare LF shows as itself. Null when the client has gone. */
  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      line.append((char) octet);
      if (octet == '\n' && line.length() > 1 && line.charAt(line.length() - 2) == '\r') {
        return line.substring(0, line.length() - 2);
      }
    }
    return line.isEmpty() ? null : line + "(no line end)";
  }

  // The pause is a read that waits for the client to go.
  private static void drip(Socket socket, InputStream in, String octets, int pauseMillis)
      throws IOException {
    while (true) {
      if (pauseMillis == 0) {
        write(socket, octets);
        continue;
      }
      for (char octet : octets.toCharArray()) {
        write(socket, String.valueOf(octet));
        socket.setSoTimeout(pauseMillis);
        try {
          if (in.read() < 0) {
            return;
          }
        } catch (SocketTimeoutException stillThere) {
          // On with the next octet.
        }
      }
    }
  }

  private static void hold(InputStream in) throws IOException {
    in.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private void deaf() throws IOException {
    synchronized (listener) {
      while (!listener.isClosed()) {
        try {
          listener.wait();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\e", "\033")
        .replace("\\8", "\u00e9");
  }

  /** The scripts of the connections in these lines, divided by lines {@code CONNECTION}. */
  static List<List<String>> scripts(List<String> lines) {
    List<List<String>> scripts = new ArrayList<>();
    scripts.add(new ArrayList<>());
    for (String line : lines) {
      if (line.equals("CONNECTION")) {
        scripts.add(new ArrayList<>());
      } else {
        scripts.getLast().add(line);
      }
    }
    return scripts;
  }

  @Override
  public void close() {
    try {
      listener.close();
      holder.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (listener) {
      listener.notifyAll();
    }
  }
}
