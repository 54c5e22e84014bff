// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The JDK's own TLS as a client of SMTP: it tells all proofs that a chain came with. */
final class JsseClient {
  private JsseClient() {}

  /** The proofs that a server of loopback sends for its chain in TLS 1.3, by STARTTLS. */
  static List<byte[]> staples(int port, String serverName)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new TrustsAll()}, null);
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
      plain.setSoTimeout(60_000);
      reply(plain);
      say(plain, "EHLO jsse.example");
      say(plain, "STARTTLS");
      try (SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(plain, serverName, port, true)) {
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return ((ExtendedSSLSession) secured.getSession()).getStatusResponses();
      }
    }
  }

  private static void say(Socket plain, String line) throws IOException {
    plain.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    reply(plain);
  }

  // Octet by octet: what follows the reply belongs to TLS.
  private static void reply(Socket plain) throws IOException {
    InputStream in = plain.getInputStream();
    StringBuilder line = new StringBuilder();
    do {
      line.setLength(0);
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
    } while (line.length() > 3 && line.charAt(3) == '-');
    if (line.isEmpty() || line.charAt(0) != '2') {
      throw new IOException("the server said " + line);
    }
  }

  /** The certificate is not what is looked at. */
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
