// SPDX-License-Identifier: Apache-2.0
package org.ostler.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Sessions of SMTP over TLS with a server on loopback, by the JDK's own TLS. Prints what was done
 * as {@code DONE RESUMED}: sessions, and how many of them resumed an earlier one; or octets of
 * messages sent.
 *
 * <p>Words: {@code PORT full|resumed SESSIONS [TLSv1.2|TLSv1.3]} or {@code PORT bulk MEBIBYTES}.
 */
public final class TlsLoad {
  private static final int THREADS = 2;
  private static final int MESSAGE = 16 << 20;

  private final int port;
  private final boolean resuming;
  private final SSLContext context;
  private int resumed;

  private TlsLoad(int port, boolean resuming, String version) throws GeneralSecurityException {
    this.port = port;
    this.resuming = resuming;
    this.context = SSLContext.getInstance(version);
    context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
  }

  /** Runs. */
  public static void main(String[] words) throws Exception {
    int port = Integer.parseInt(words[0]);
    int count = Integer.parseInt(words[2]);
    if (words[1].equals("bulk")) {
      System.out.println(new TlsLoad(port, false, "TLSv1.3").messages(count) + " 0");
      return;
    }
    boolean resuming = words[1].equals("resumed");
    String version = words.length > 3 ? words[3] : "TLSv1.3";
    int resumed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      Callable<Integer> part = () -> new TlsLoad(port, resuming, version).sessions(count / THREADS);
      for (Future<Integer> each : threads.invokeAll(java.util.Collections.nCopies(THREADS, part))) {
        resumed += each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
    System.out.println(count / THREADS * THREADS + " " + resumed);
  }

  private int sessions(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      try (SSLSocket socket = connect()) {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        reply(in, '2');
        say(socket.getOutputStream(), "QUIT\r\n");
        reply(in, '2');
      }
    }
    return resumed;
  }

  private SSLSocket connect() throws IOException {
    long before = System.currentTimeMillis();
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.startHandshake();
    SSLSession session = socket.getSession();
    // A resumed session tells when the first of them was made.
    if (session.getCreationTime() < before) {
      resumed++;
    }
    if (!resuming) {
      session.invalidate();
    }
    return socket;
  }

  private long messages(int mebibytes) throws IOException {
    byte[] line = new byte[78];
    Arrays.fill(line, (byte) 'x');
    line[76] = '\r';
    line[77] = '\n';
    byte[] block = new byte[line.length * 210];
    for (int i = 0; i < block.length; i += line.length) {
      System.arraycopy(line, 0, block, i, line.length);
    }
    long sent = 0;
    try (SSLSocket socket = connect()) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      reply(in, '2');
      command(in, out, "EHLO bench.test", '2');
      while (sent < (long) mebibytes << 20) {
        command(in, out, "MAIL FROM:<a@bench.test>", '2');
        command(in, out, "RCPT TO:<b@bench.test>", '2');
        command(in, out, "DATA", '3');
        for (int octets = 0; octets < MESSAGE; octets += block.length) {
          out.write(block);
          sent += block.length;
        }
        command(in, out, ".", '5');
      }
      command(in, out, "QUIT", '2');
    }
    return sent;
  }

  private static void command(InputStream in, OutputStream out, String line, char wanted)
      throws IOException {
    say(out, line + "\r\n");
    reply(in, wanted);
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void reply(InputStream in, char wanted) throws IOException {
    StringBuilder line = new StringBuilder();
    do {
      line.setLength(0);
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the server closed after " + line);
        }
        line.append((char) c);
      }
    } while (line.charAt(3) == '-');
    if (line.charAt(0) != wanted) {
      throw new IOException("the server said " + line);
    }
  }

  /** The server's certificate is not what is measured. */
  private static final class TrustsAll implements X509TrustManager {
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
