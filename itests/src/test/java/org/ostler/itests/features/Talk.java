// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** An SMTP dialogue that a test leads line by line. */
final class Talk implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader reader;

  private Talk(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(60_000);
    reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  static Talk to(int port) throws IOException {
    return new Talk(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Under TLS from the first octet, with whoever is there. */
  static Talk underTls(int port) throws IOException {
    return new Talk(sockets().createSocket(InetAddress.getLoopbackAddress(), port));
  }

  /** Goes on under TLS, once the server has said to; the first octets of a handshake are ours. */
  Talk upgraded() throws IOException {
    return new Talk(sockets().createSocket(socket, "localhost", socket.getPort(), true));
  }

  private static SSLSocketFactory sockets() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Sends octets as they are. */
  void raw(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends a command and gives back the reply to it. */
  String say(String command) throws IOException {
    raw(command + "\r\n");
    return hear();
  }

  /** The next reply, its lines parted by LF. */
  String hear() throws IOException {
    StringBuilder reply = new StringBuilder();
    while (true) {
      String line = reader.readLine();
      if (line == null) {
        throw new EOFException("the server closed after: " + reply);
      }
      reply.append(line);
      if (line.length() < 4 || line.charAt(3) != '-') {
        return reply.toString();
      }
      reply.append('\n');
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
