// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.tls.ClientTerms;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.ServerHandshake;
import org.ostler.api.tls.ServerTerms;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsEngine;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsStreams;

/** TLS by BouncyCastle, with the ciphers of the JDK. */
@Component
public final class BouncyEngine implements TlsEngine {
  private final JcaTlsCrypto machine;
  private final InstantSource clock;
  private final Files files;
  private final ServerResumption.Served served;
  private final SessionStore<org.bouncycastle.tls.TlsSession> visited;

  @Activate
  public BouncyEngine() {
    this(InstantSource.system());
  }

  BouncyEngine(InstantSource clock) {
    this.machine = new JdkCrypto(new SecureRandom());
    this.clock = clock;
    this.files = new Files(clock);
    this.served = new ServerResumption.Served(clock);
    this.visited = new SessionStore<>(clock);
  }

  @Override
  public TlsStreams accept(TlsChannel plain, ServerTerms terms, ServerHandshake handshake)
      throws TlsFailure, InterruptedException {
    Choice choice = CryptoWords.choose(terms.crypto(), files.dhParameters());
    ServerPeer side = new ServerPeer(machine, choice, terms, handshake, files, served);
    ServerProtocol protocol = new ServerProtocol(side);
    ProtocolStreams streams = new ProtocolStreams(protocol, plain);
    streams.shakeHands(() -> protocol.accept(side), side, clock, terms.limit());
    return streams;
  }

  @Override
  public TlsStreams connect(TlsChannel plain, ClientTerms terms)
      throws TlsFailure, InterruptedException {
    Choice choice = CryptoWords.choose(terms.crypto(), files.dhParameters());
    ClientPeer side = new ClientPeer(machine, choice, terms, files, visited);
    TlsClientProtocol protocol = new TlsClientProtocol();
    ProtocolStreams streams = new ProtocolStreams(protocol, plain);
    streams.shakeHands(() -> protocol.connect(side), side, clock, terms.limit());
    return streams;
  }

  @Override
  public void prepare(CryptoTerms terms, Identity identity) throws TlsFailure {
    CryptoWords.choose(terms, files.dhParameters());
    files.credentials(identity);
    files.anchors(identity.trust());
  }

  @Override
  public void check(CryptoTerms terms) throws InvalidArgument {
    CryptoWords.parse(terms);
  }
}
