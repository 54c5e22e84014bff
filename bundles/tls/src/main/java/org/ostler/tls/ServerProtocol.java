// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.ClientHello;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerHello;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsHash;
import org.jspecify.annotations.Nullable;

/**
 * BouncyCastle's protocol of a server, with the tickets of TLS 1.3 that it lacks (RFC 8446 §4.6.1):
 * it writes down what is said until the handshake is complete, and makes a ticket of that. Confined
 * to the handshake's thread.
 */
final class ServerProtocol extends TlsServerProtocol {
  private final ServerPeer peer;
  private @Nullable Transcript transcript;
  private @Nullable Ticket ticket;

  ServerProtocol(ServerPeer peer) {
    this.peer = peer;
    this.transcript = peer.resumes() ? new Transcript() : null;
  }

  /** All messages of a handshake so far. */
  private static final class Transcript implements TlsHash {
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    @Override
    public void update(byte[] octets, int from, int length) {
      messages.write(octets, from, length);
    }

    byte[] hash(TlsHash hash) {
      byte[] all = messages.toByteArray();
      hash.update(all, 0, all.length);
      return hash.calculateHash();
    }

    @Override
    public byte[] calculateHash() {
      throw new UnsupportedOperationException();
    }

    @Override
    public TlsHash cloneHash() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void reset() {
      messages.reset();
    }
  }

  @Override
  protected ClientHello receiveClientHelloMessage(ByteArrayInputStream message) throws IOException {
    ClientHello hello = super.receiveClientHelloMessage(message);
    Hashtable<?, ?> extensions = hello.getExtensions();
    if (extensions != null) {
      Ticket.clearAges(extensions);
    }
    peer.hear(extensions);
    return hello;
  }

  @Override
  protected void sendServerHelloMessage(ServerHello hello) throws IOException {
    // A handshake in two attempts (RFC 8446 §4.4.1) is rare, and gets no ticket.
    if (hello.isHelloRetryRequest() || !TlsUtils.isTLSv13(getContext())) {
      transcript = null;
    }
    super.sendServerHelloMessage(hello);
  }

  @Override
  protected void handleHandshakeMessage(short type, HandshakeMessageInput message)
      throws IOException {
    Transcript written = transcript;
    if (written != null) {
      message.updateHash(written);
    }
    super.handleHandshakeMessage(type, message);
  }

  @Override
  protected void safeWriteRecord(short type, byte[] octets, int from, int length)
      throws IOException {
    Transcript written = transcript;
    if (written != null && type == ContentType.handshake) {
      written.update(octets, from, length);
    }
    super.safeWriteRecord(type, octets, from, length);
  }

  @Override
  protected void receive13ClientFinished(ByteArrayInputStream message) throws IOException {
    super.receive13ClientFinished(message);
    Transcript written = transcript;
    transcript = null;
    if (written != null && peer.takesTickets()) {
      SecurityParameters agreed = getContext().getSecurityParametersHandshake();
      TlsHash hash = getContext().getCrypto().createHash(agreed.getPRFCryptoHashAlgorithm());
      ticket = Ticket.of(agreed.getMasterSecret(), agreed.getCipherSuite(), written.hash(hash));
    }
  }

  @Override
  protected void completeHandshake() throws IOException {
    super.completeHandshake();
    Ticket made = ticket;
    ticket = null;
    if (made != null) {
      byte[] message = peer.hand(made);
      safeWriteRecord(ContentType.handshake, message, 0, message.length);
    }
  }
}
