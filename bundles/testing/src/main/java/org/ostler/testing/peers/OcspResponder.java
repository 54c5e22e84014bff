// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;

/**
 * {@code openssl ocsp} for one authority: makes responses, and answers over HTTP. Its peer name is
 * {@code openssl}. Everything it needs lies in a directory of its own.
 */
public final class OcspResponder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Path index;
  private final Map<X509Certificate, String> states = new LinkedHashMap<>();
  private Path signer;
  private Path signerKey;

  /** Signs with the authority's own key. */
  public OcspResponder(Path directory, CertificateAuthority authority) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.index = Files.createFile(directory.resolve("index.txt"));
    this.signer = authority.write(directory, "authority");
    this.signerKey =
        Files.writeString(
            directory.resolve("authority.key"),
            Issued.pem("PRIVATE KEY", authority.keys().getPrivate().getEncoded()));
  }

  /** From now on, signs by this certificate. */
  public OcspResponder signingAs(Issued delegate) {
    signer = delegate.write(directory, "signer");
    signerKey = directory.resolve("signer.key");
    return this;
  }

  /** Knows a certificate as good. */
  public OcspResponder good(X509Certificate certificate) {
    return index(certificate, "V\t%s\t\t".formatted(until(certificate)));
  }

  /** Knows a certificate as revoked for a reason such as {@code keyCompromise}. */
  public OcspResponder revoked(X509Certificate certificate, String reason) {
    String since = TIME.format(Instant.now().minusSeconds(60));
    return index(certificate, "R\t%s\t%s,%s\t".formatted(until(certificate), since, reason));
  }

  private static String until(X509Certificate certificate) {
    return TIME.format(certificate.getNotAfter().toInstant());
  }

  private OcspResponder index(X509Certificate certificate, String state) {
    String serial = certificate.getSerialNumber().toString(16).toUpperCase();
    String even = serial.length() % 2 == 0 ? serial : "0" + serial;
    states.put(certificate, state + even + "\tunknown\t/CN=" + even);
    try {
      Files.write(index, states.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Makes a response, DER.
   *
   * @param words more words for {@code openssl ocsp}, such as {@code -ndays 7}; without these there
   *     is no next update
   */
  public byte[] response(X509Certificate certificate, String... words) throws InterruptedException {
    try {
      Path asked = Files.writeString(directory.resolve("asked.pem"), Issued.pem(certificate));
      Path answer = directory.resolve("answer.der");
      Files.deleteIfExists(answer);
      List<String> command = command(words);
      command.addAll(List.of("-issuer", directory.resolve("authority.pem").toString()));
      command.addAll(List.of("-cert", asked.toString(), "-no_nonce"));
      command.addAll(List.of("-respout", answer.toString(), "-noverify"));
      Run run = Run.of(command);
      if (!Files.exists(answer)) {
        throw new AssertionError(command + ": " + run.output() + run.errors());
      }
      return Files.readAllBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A response whose time is over, signed by the authority. openssl makes none of the past, so this
   * is not made by it.
   */
  public static byte[] expired(CertificateAuthority authority, X509Certificate certificate) {
    try {
      X509CertificateHolder issuer = new JcaX509CertificateHolder(authority.certificate());
      DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
      DigestCalculator sha1 = digests.get(CertificateID.HASH_SHA1);
      Instant now = Instant.now();
      BasicOCSPResp response =
          new BasicOCSPRespBuilder(new RespID(issuer.getSubject()))
              .addResponse(
                  new CertificateID(sha1, issuer, certificate.getSerialNumber()),
                  CertificateStatus.GOOD,
                  Date.from(now.minus(Duration.ofDays(2))),
                  Date.from(now.minus(Duration.ofDays(1))))
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .build(authority.keys().getPrivate()),
                  new X509CertificateHolder[0],
                  Date.from(now.minus(Duration.ofDays(2))));
      return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, response).getEncoded();
    } catch (OCSPException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("openssl").toString(), "ocsp"));
    command.addAll(List.of(words));
    command.addAll(List.of("-index", index.toString()));
    command.addAll(List.of("-CA", directory.resolve("authority.pem").toString()));
    command.addAll(List.of("-rsigner", signer.toString(), "-rkey", signerKey.toString()));
    return command;
  }

  /** Answers over HTTP on a port of loopback until it is closed. */
  public Server serve(int port, String... words) {
    List<String> command = command(words);
    command.addAll(List.of("-port", String.valueOf(port)));
    return new Server(new Daemon(directory, command, Map.of()));
  }

  /** A responder that listens. */
  public static final class Server implements AutoCloseable {
    private final Daemon daemon;

    // A connection to see whether it listens would be its last: it waits for a request for ever.
    private Server(Daemon daemon) {
      this.daemon = daemon;
      daemon.await(
          "a responder", () -> daemon.output().contains("waiting for OCSP client connections"));
    }

    @Override
    public void close() {
      daemon.close();
    }
  }
}
