// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsDHGroupVerifier;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.NamedGroupRole;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.ClientTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.StapleCheck;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsSession;

/** Our side of one handshake as a client. Confined to its thread. */
final class ClientPeer extends DefaultTlsClient implements Side, TlsAuthentication {
  private final JcaTlsCrypto machine;
  private final Choice choice;
  private final ClientTerms terms;
  private final Files files;
  private final SessionStore<org.bouncycastle.tls.TlsSession> sessions;
  private final Trouble trouble = new Trouble();
  private final SessionFacts facts = new SessionFacts();
  private @Nullable TlsSession session;

  ClientPeer(
      JcaTlsCrypto machine,
      Choice choice,
      ClientTerms terms,
      Files files,
      SessionStore<org.bouncycastle.tls.TlsSession> sessions) {
    super(machine);
    this.machine = machine;
    this.choice = choice;
    this.terms = terms;
    this.files = files;
    this.sessions = sessions;
    this.facts.sni = terms.sni();
  }

  @Override
  public Trouble trouble() {
    return trouble;
  }

  @Override
  public @Nullable TlsSession session() {
    return session;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return choice.versionArray();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return choice.suiteCodes(machine);
  }

  @Override
  public boolean requiresCloseNotify() {
    // The end of the connection is the end of input: SMTP says by itself what is complete.
    return false;
  }

  @Override
  protected Vector getSupportedGroups(Vector roles) {
    Vector<Integer> groups = new Vector<>();
    boolean curves = roles.contains(NamedGroupRole.ecdh);
    boolean fields = roles.contains(NamedGroupRole.dh);
    for (int group : choice.groups()) {
      if (NamedGroup.isFiniteField(group) ? fields : curves) {
        groups.add(group);
      }
    }
    return groups;
  }

  @Override
  protected @Nullable Vector getSNIServerNames() {
    String name = terms.sni();
    if (name == null || name.isEmpty()) {
      return null;
    }
    Vector<ServerName> names = new Vector<>();
    names.add(new ServerName(NameType.host_name, name.getBytes(StandardCharsets.ISO_8859_1)));
    return names;
  }

  @Override
  protected @Nullable Vector getProtocolNames() {
    return Side.protocols(terms.alpn());
  }

  @Override
  protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
    return terms.staples() == null ? null : super.getCertificateStatusRequest();
  }

  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return new DefaultTlsDHGroupVerifier(terms.crypto().dhBits()) {
      @Override
      protected boolean checkGroup(org.bouncycastle.tls.crypto.DHGroup group) {
        // Servers may have made their own; the size is what tls_dh_min_bits asks for.
        return true;
      }
    };
  }

  @Override
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    if (terms.alpnRequired()
        && context.getSecurityParametersHandshake().getApplicationProtocol() == null) {
      throw trouble.failed(
          TlsFailure.Kind.ALPN,
          "no application protocol was agreed on, though one is required",
          AlertDescription.no_application_protocol);
    }
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return this;
  }

  @Override
  public void notifyServerCertificate(TlsServerCertificate sent) throws IOException {
    facts.peerCertificates = Certificates.of(sent.getCertificate());
    try {
      List<X509Certificate> path = judge();
      checkStaples(sent, path);
    } catch (InterruptedException e) {
      throw trouble.interrupted(e);
    }
  }

  private List<X509Certificate> judge() throws IOException, InterruptedException {
    if (terms.demand() == Demand.NOTHING) {
      return List.of();
    }
    List<X509Certificate> path;
    if (facts.peerCertificates.isEmpty()) {
      facts.verifyError = "no peer certificate";
      path = List.of();
    } else {
      path = new Judging(files, trouble).server(facts, terms.verifier(), terms.watch());
    }
    String error = facts.verifyError;
    if (error != null && terms.demand() == Demand.REQUIRE) {
      throw trouble.failed(TlsFailure.Kind.CERTIFICATE, error, AlertDescription.bad_certificate);
    }
    return path;
  }

  private void checkStaples(TlsServerCertificate sent, List<X509Certificate> path)
      throws IOException, InterruptedException {
    StapleCheck check = terms.staples();
    if (check == null) {
      return;
    }
    StapleCheck.Finding finding = check.judge(responses(sent), facts.peerCertificates, path);
    facts.ocsp = finding.state();
    if (terms.staplesRequired() && finding.state() != OcspState.VERIFIED) {
      String reason = finding.reason();
      throw trouble.failed(
          TlsFailure.Kind.OCSP,
          reason == null ? "certificate status check failed" : reason,
          AlertDescription.bad_certificate_status_response);
    }
  }

  private Map<Integer, byte[]> responses(TlsServerCertificate sent) throws IOException {
    Map<Integer, byte[]> responses = new HashMap<>();
    if (!TlsUtils.isTLSv13(context)) {
      CertificateStatus status = sent.getCertificateStatus();
      if (status != null && status.getStatusType() == CertificateStatusType.ocsp) {
        responses.put(0, status.getOCSPResponse().getEncoded());
      }
      return responses;
    }
    Certificate chain = sent.getCertificate();
    for (int at = 0; at < chain.getLength(); at++) {
      Map<?, ?> extensions = chain.getCertificateEntryAt(at).getExtensions();
      Object body =
          extensions == null ? null : extensions.get(TlsExtensionsUtils.EXT_status_request);
      if (body instanceof byte[] octets) {
        responses.put(at, response(octets));
      }
    }
    return responses;
  }

  /** RFC 8446 §4.4.2.1: a CertificateStatus, of which the OCSPResponse is the one body. */
  private static byte[] response(byte[] status) throws IOException {
    ByteArrayInputStream input = new ByteArrayInputStream(status);
    if (TlsUtils.readUint8(input) != CertificateStatusType.ocsp) {
      throw new org.bouncycastle.tls.TlsFatalAlert(AlertDescription.decode_error);
    }
    return TlsUtils.readOpaque24(input, 1);
  }

  @Override
  public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
      throws IOException {
    boolean tls13 = TlsUtils.isTLSv13(context);
    try {
      for (Credential one : files.credentials(terms.keys())) {
        SignatureAndHashAlgorithm algorithm =
            Signing.algorithm(one, tls13, request.getSupportedSignatureAlgorithms());
        if (algorithm != null) {
          facts.ourCertificate = one.certificate();
          Signing signing = new Signing(machine, context);
          byte[] answering = tls13 ? request.getCertificateRequestContext() : new byte[0];
          return signing.signer(one, algorithm, signing.chain(one.chain(), answering, Map.of()));
        }
      }
    } catch (TlsFailure e) {
      throw trouble.failed(e, AlertDescription.internal_error);
    }
    return null;
  }

  /** What a session depends on besides its name. */
  private String scope() {
    return terms.demand() + "/" + terms.sni() + "/" + terms.keys() + "/" + terms.alpn();
  }

  @Override
  public org.bouncycastle.tls.@Nullable TlsSession getSessionToResume() {
    String name = terms.resumeAs();
    SessionStore.Kept<org.bouncycastle.tls.TlsSession> kept =
        name == null ? null : sessions.find(name, scope());
    if (kept == null || !kept.session().isResumable()) {
      return null;
    }
    facts.resumption |= TlsSession.RESUME_CLIENT_SUGGESTED;
    return kept.session();
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    String name = terms.resumeAs();
    if (name != null) {
      facts.resumption |= TlsSession.RESUME_SUPPORTED | TlsSession.RESUME_CLIENT_REQUESTED;
      settleResumption(name);
    }
    session = facts.session(context);
  }

  private void settleResumption(String name) {
    SessionStore.Kept<org.bouncycastle.tls.TlsSession> kept = sessions.find(name, scope());
    if (context.getSecurityParametersConnection().isResumedSession() && kept != null) {
      facts.resumption |= TlsSession.RESUME_USED;
      kept.recall(facts);
      return;
    }
    org.bouncycastle.tls.TlsSession fresh = context.getSession();
    if (fresh != null
        && fresh.getSessionID() != null
        && fresh.getSessionID().length > 0
        && !TlsUtils.isTLSv13(context)) {
      facts.resumption |= TlsSession.RESUME_SERVER_TICKET;
      sessions.keep(name, scope(), fresh, facts);
    } else {
      sessions.drop(name);
    }
  }
}
