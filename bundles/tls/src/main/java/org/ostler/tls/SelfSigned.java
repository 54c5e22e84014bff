// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsFailure;

/**
 * The certificate that is shown where the configuration names none: made in memory at first use,
 * and anew before it expires. Nobody can know it; it serves against those who only listen. Safe for
 * many threads.
 */
final class SelfSigned {
  private static final Duration LIFE = Duration.ofDays(30);

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Credential credential;
  private Instant renewal = Instant.MIN;

  SelfSigned(InstantSource clock) {
    this.clock = clock;
  }

  Credential get() throws TlsFailure {
    lock.lock();
    try {
      Credential known = credential;
      Instant now = clock.instant();
      if (known == null || now.isAfter(renewal)) {
        known = make(now);
        credential = known;
        renewal = now.plus(LIFE.dividedBy(2));
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private static Credential make(Instant now) throws TlsFailure {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      X500NameBuilder name = new X500NameBuilder();
      name.addRDN(BCStyle.O, "Ostler");
      name.addRDN(BCStyle.CN, hostName());
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name.build(),
                          new BigInteger(120, new SecureRandom()),
                          Date.from(now.minus(Duration.ofHours(1))),
                          Date.from(now.plus(LIFE)),
                          name.build(),
                          keys.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
      return new Credential(keys.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new TlsFailure(
          TlsFailure.Kind.CONFIGURATION, "cannot make a certificate: " + e.getMessage(), e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
