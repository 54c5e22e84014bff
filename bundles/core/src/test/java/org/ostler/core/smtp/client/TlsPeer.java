// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.ostler.testing.tls.Issued;

/** An SMTP server with the JDK's own TLS, which takes all mail and writes down what it heard. */
final class TlsPeer implements AutoCloseable {
  /** What it does about STARTTLS. */
  enum Way {
    NOT_OFFERED,
    GOOD,
    /** Says 454. */
    LATER,
    /** Says 502. */
    NEVER,
    /** Says 220 and then no word of TLS. */
    BROKEN,
    /** Says another reply right behind 220. */
    INJECTING,
    AT_ONCE
  }

  private final ServerSocket listener;
  private final Way way;
  private final SSLContext context;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private volatile String clientName = "";

  TlsPeer(Way way, Issued issued) throws IOException, GeneralSecurityException {
    this.way = way;
    this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    this.context = context(issued);
    Thread.ofVirtual().start(this::accept);
  }

  private static SSLContext context(Issued issued) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", issued.key(), new char[0], issued.chain().toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
    return context;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The commands, those under TLS with {@code tls } before them; a connection is a line too. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  long connections() {
    return heard.stream().filter("connected"::equals).count();
  }

  /** The subject of the client's certificate; empty without one. */
  String clientName() {
    return clientName;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        heard.add("connected");
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (way == Way.AT_ONCE) {
        converse(secured(socket), true);
      } else if (converse(socket, false)) {
        converse(secured(socket), true);
      }
    } catch (IOException gone) {
      heard.add("broken");
    }
  }

  private SSLSocket secured(Socket socket) throws IOException {
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "client", 0, true);
    secured.setUseClientMode(false);
    secured.setWantClientAuth(true);
    secured.startHandshake();
    try {
      X509Certificate shown = (X509Certificate) secured.getSession().getPeerCertificates()[0];
      clientName = shown.getSubjectX500Principal().getName();
    } catch (javax.net.ssl.SSLPeerUnverifiedException without) {
      clientName = "";
    }
    return secured;
  }

  /** Whether TLS is to begin. */
  private boolean converse(Socket socket, boolean secured) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    if (!secured || way == Way.AT_ONCE) {
      say(out, "220 peer");
    }
    @Nullable String line = in.readLine();
    while (line != null) {
      heard.add((secured ? "tls " : "") + line);
      String verb = line.split(" ", 2)[0];
      switch (verb) {
        case "EHLO" -> say(out, secured || way == Way.NOT_OFFERED ? "250 peer" : offer());
        case "STARTTLS" -> {
          if (starts(out)) {
            return true;
          }
        }
        case "DATA" -> {
          say(out, "354 go");
          while (line != null && !line.equals(".")) {
            line = in.readLine();
          }
          say(out, "250 taken");
        }
        case "QUIT" -> {
          return false;
        }
        default -> say(out, "250 ok");
      }
      line = in.readLine();
    }
    return false;
  }

  private static String offer() {
    return "250-peer\r\n250 STARTTLS";
  }

  private boolean starts(OutputStream out) throws IOException {
    switch (way) {
      case LATER -> say(out, "454 not now");
      case NEVER -> say(out, "502 never");
      case BROKEN -> {
        say(out, "220 go");
        out.write(new byte[200]);
        out.flush();
        throw new IOException("enough");
      }
      case INJECTING -> {
        say(out, "220 go\r\n250-injected\r\n250 AUTH PLAIN");
        return true;
      }
      default -> {
        say(out, "220 go");
        return true;
      }
    }
    return false;
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** Takes whatever certificate a client shows. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
      // Good.
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      throw new IllegalStateException("this is a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
