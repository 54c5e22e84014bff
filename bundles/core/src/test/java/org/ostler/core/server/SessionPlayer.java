// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Plays the client of a dialogue: {@code C:} lines that follow one another go out in one piece,
 * {@code C<} is sent as it is with {@code \r}, {@code \n} and {@code \0} for these octets, {@code
 * C*N} is a line sent N times. Then as many lines are read as {@code S:} lines stand there, {@code
 * S: (closed)} for the end. What the server says is written in their place. {@code C: (leaves)}
 * closes the client's side. A line {@code ---} ends the session and begins another, so that one
 * server may serve several.
 */
final class SessionPlayer {
  private static final Pattern ID = Pattern.compile("\\b\\w{6}-\\w{6}-\\w{2}\\b");
  private static final Pattern DATE =
      Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [-+]\\d{4}");
  private static final String CLOSED = "(closed)";
  private static final String ANOTHER = "---";
  private static final String LEAVES = "C: (leaves)";

  /** How long the first line of an answer may take when it is recorded. */
  private static final int FIRST_MILLIS = 5_000;

  /** A slow machine must not fail a test; nothing that is right waits for it. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final BufferedReader in;
  private final boolean recording;
  private final int silenceMillis;
  private final List<String> played = new ArrayList<>();
  private final StringBuilder unsent = new StringBuilder();
  private boolean closed;

  /** {@code silenceMillis} is how long the server is listened to; 0 when its lines are counted. */
  private SessionPlayer(Socket socket, int silenceMillis) throws IOException {
    this.socket = socket;
    this.recording = silenceMillis > 0;
    this.silenceMillis = silenceMillis;
    socket.setSoTimeout(PATIENCE_MILLIS);
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  static List<String> play(List<String> lines, int port, int silenceMillis) throws IOException {
    List<String> played = new ArrayList<>();
    int begin = 0;
    for (int end = 1; end <= lines.size(); end++) {
      if (end == lines.size() || lines.get(end).startsWith(ANOTHER)) {
        played.addAll(session(lines.subList(begin, end), port, silenceMillis));
        begin = end;
      }
    }
    return played;
  }

  private static List<String> session(List<String> lines, int port, int silenceMillis)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      SessionPlayer player = new SessionPlayer(socket, silenceMillis);
      boolean another = lines.getFirst().startsWith(ANOTHER);
      if (another) {
        player.played.add(lines.getFirst());
      }
      player.play(another ? lines.subList(1, lines.size()) : lines);
      return player.played;
    }
  }

  private void play(List<String> lines) throws IOException {
    boolean early = lines.getFirst().startsWith("C");
    if (recording && !early) {
      hearAll();
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("S:")) {
        hear(line);
        continue;
      }
      played.add(line);
      say(line);
      if (i + 1 == lines.size() || lines.get(i + 1).startsWith("S:")) {
        flush();
        if (line.equals(LEAVES)) {
          leave();
        }
        hearAll();
      }
    }
    // Whatever else it says is too much.
    socket.setSoTimeout(PATIENCE_MILLIS);
    int heard = played.size();
    leave();
    while (!closed) {
      next();
    }
    if (recording && played.size() > heard + 1) {
      played.add(heard, LEAVES);
    }
  }

  private void leave() throws IOException {
    if (!socket.isOutputShutdown()) {
      socket.shutdownOutput();
    }
  }

  private void say(String line) {
    if (line.equals(LEAVES)) {
      return;
    }
    if (line.startsWith("C* ") || line.matches("C\\*\\d+ .*")) {
      String[] words = line.substring(2).split(" ", 2);
      unsent.append((words[1] + "\r\n").repeat(Integer.parseInt(words[0])));
    } else if (line.startsWith("C< ")) {
      unsent.append(
          line.substring(3).replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"));
    } else {
      unsent.append(line.length() > 3 ? line.substring(3) : "").append("\r\n");
    }
  }

  private void flush() throws IOException {
    try {
      socket.getOutputStream().write(unsent.toString().getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      // The server closed the connection, which the next line tells.
    }
    unsent.setLength(0);
  }

  private void hear(String line) throws IOException {
    if (!recording && !closed) {
      if (line.equals("S: " + CLOSED)) {
        // Exim waits a moment for that, and whoever would go on says so.
        leave();
      }
      next();
    }
  }

  private void hearAll() throws IOException {
    if (recording) {
      socket.setSoTimeout(FIRST_MILLIS);
    }
    while (recording && !closed) {
      try {
        next();
        socket.setSoTimeout(silenceMillis);
      } catch (SocketTimeoutException silence) {
        return;
      }
    }
  }

  private void next() throws IOException {
    String line;
    try {
      line = in.readLine();
    } catch (SocketTimeoutException silence) {
      throw silence;
    } catch (IOException reset) {
      line = null;
    }
    closed = line == null;
    String text = closed ? CLOSED : line;
    String named = DATE.matcher(ID.matcher(text).replaceAll("ID")).replaceAll("DATE");
    played.add(("S: " + named).stripTrailing());
  }
}
