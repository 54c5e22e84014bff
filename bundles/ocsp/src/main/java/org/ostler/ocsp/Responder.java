// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.jspecify.annotations.Nullable;
import org.ostler.ocsp.OcspResponse.Unreadable;

/**
 * Asks responders over HTTP (RFC 6960 appendix A): one request without a nonce, so that the answer
 * is good for others too (RFC 5019 §2.1.1). Each question has a limit of time and of size. Safe for
 * many threads; blocks.
 */
final class Responder implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private @Nullable HttpClient client;

  /**
   * Asks for the status of a certificate whose issuer is known.
   *
   * @throws IOException when the responder does not answer well within half a minute
   * @throws Unreadable when what it sends is no response, or one without an answer
   */
  OcspResponse ask(URI responder, Subject subject)
      throws IOException, Unreadable, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(responder)
            .timeout(WHOLE)
            .header("Content-Type", "application/ocsp-request")
            .header("Accept", "application/ocsp-response")
            .POST(BodyPublishers.ofByteArray(body(subject)))
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client()
            .sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), OcspResponse.LIMIT));
    HttpResponse<byte[]> answer = completed(exchange);
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP status " + answer.statusCode());
    }
    return OcspResponse.read(answer.body());
  }

  // The request's own limit ends with the header section of the answer.
  private static HttpResponse<byte[]> completed(CompletableFuture<HttpResponse<byte[]>> exchange)
      throws IOException, InterruptedException {
    try {
      return exchange.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + WHOLE.toSeconds() + " s", e);
    } finally {
      exchange.cancel(true);
    }
  }

  private static byte[] body(Subject subject) throws IOException {
    try {
      return new OCSPReqBuilder().addRequest(subject.id()).build().getEncoded();
    } catch (OCSPException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(CONNECT)
              .build();
    }
    return client;
  }

  /** Breaks off what is under way. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
      client.close();
      client = null;
    }
  }

  /**
   * Where a certificate says that its status is told (RFC 5280 §4.2.2.1): the first responder that
   * speaks HTTP; null when it names none.
   */
  static @Nullable URI named(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (extension == null) {
      return null;
    }
    try {
      byte[] value = ASN1OctetString.getInstance(extension).getOctets();
      for (AccessDescription access :
          AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
        URI uri = uri(access);
        if (uri != null) {
          return uri;
        }
      }
      return null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable URI uri(AccessDescription access) {
    GeneralName location = access.getAccessLocation();
    if (!access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
        || location.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return null;
    }
    try {
      URI uri = new URI(location.getName().toString());
      boolean isHttp =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return isHttp && uri.getHost() != null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
