// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JceDefaultTlsCredentialedDecryptor;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.OcspState;
import org.ostler.api.tls.ServerHandshake;
import org.ostler.api.tls.ServerTerms;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsSession;

/** Our side of one handshake as a server. Confined to its thread. */
final class ServerPeer extends DefaultTlsServer implements Side {
  private static final byte[] NO_CONTEXT = {};
  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?");
  private static final Integer SESSION_TICKET = 35; // RFC 5077 §3.2
  private static final int ID = 32;

  private final JcaTlsCrypto machine;
  private final Choice choice;
  private final ServerTerms terms;
  private final ServerHandshake handshake;
  private final Files files;
  private final ServerGroups groups;
  private final ServerResumption resumption;
  private final Trouble trouble = new Trouble();
  private final SessionFacts facts = new SessionFacts();
  private int hellos;
  private boolean takesTickets;
  private @Nullable Identity identity;
  private List<Credential> credentials = List.of();
  private @Nullable Map<Integer, byte[]> staples;
  private @Nullable TlsSession session;

  ServerPeer(
      JcaTlsCrypto machine,
      Choice choice,
      ServerTerms terms,
      ServerHandshake handshake,
      Files files,
      ServerResumption.Served served) {
    super(machine);
    this.machine = machine;
    this.choice = choice;
    this.terms = terms;
    this.handshake = handshake;
    this.files = files;
    this.groups = new ServerGroups(choice, terms.crypto().dhBits());
    this.resumption = new ServerResumption(served, facts);
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
  public int[] getSupportedGroups() {
    return choice.groupCodes();
  }

  @Override
  protected boolean preferLocalCipherSuites() {
    return choice.ownOrder();
  }

  @Override
  public boolean requiresCloseNotify() {
    // The end of the connection is the end of input: SMTP says by itself what is complete.
    return false;
  }

  /** Hears what a client asks for, before a ticket is looked for. */
  void hear(@Nullable Hashtable<?, ?> extensions) throws IOException {
    hellos++;
    if (hellos > 1) {
      return;
    }
    facts.sni = serverName(extensions);
    facts.resumption |= TlsSession.RESUME_SUPPORTED;
    if (extensions != null) {
      // RFC 8446 §4.2.9: a ticket is for keys that are exchanged anew as well.
      short[] modes = TlsExtensionsUtils.getPSKKeyExchangeModesExtension(extensions);
      takesTickets = modes != null && Arrays.contains(modes, PskKeyExchangeMode.psk_dhe_ke);
      if (resumes() && (takesTickets || extensions.containsKey(SESSION_TICKET))) {
        facts.resumption |= TlsSession.RESUME_CLIENT_REQUESTED;
      }
    }
    identify();
  }

  @Override
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    if (terms.alpnRequired() && clientProtocolNames == null) {
      throw trouble.failed(
          TlsFailure.Kind.ALPN,
          "no application protocol was offered, though one is required",
          AlertDescription.no_application_protocol);
    }
  }

  private static @Nullable String serverName(@Nullable Hashtable<?, ?> extensions)
      throws IOException {
    Vector<?> names =
        extensions == null ? null : TlsExtensionsUtils.getServerNameExtensionClient(extensions);
    if (names != null) {
      for (Object one : names) {
        ServerName name = (ServerName) one;
        String text = new String(name.getNameData(), StandardCharsets.ISO_8859_1);
        // What is no host name (RFC 6066 §3) is nobody's name here, and never names a file.
        if (name.getNameType() == NameType.host_name && HOST_NAME.matcher(text).matches()) {
          return text;
        }
      }
    }
    return null;
  }

  private void identify() throws IOException {
    try {
      Identity shown = handshake.identity(facts.sni);
      credentials = files.credentials(shown);
      identity = shown;
    } catch (InterruptedException e) {
      throw trouble.interrupted(e);
    } catch (TlsFailure e) {
      throw trouble.failed(e, AlertDescription.internal_error);
    }
  }

  @Override
  protected @Nullable Vector getProtocolNames() {
    return Side.protocols(terms.alpn());
  }

  @Override
  protected boolean selectCipherSuite(int code) throws IOException {
    Ticket ticket = resumption.taken();
    if (ticket != null) {
      // RFC 8446 §4.2.11: the key and the suite belong together.
      return code == ticket.suite() && super.selectCipherSuite(code);
    }
    return chosen(Suite.of(code)) != null && super.selectCipherSuite(code);
  }

  /** The first credential that serves the suite, with how it signs. */
  private @Nullable Chosen chosen(@Nullable Suite suite) {
    if (suite == null) {
      return null;
    }
    boolean tls13 = suite.isModern();
    Vector<?> peer = context.getSecurityParametersHandshake().getClientSigAlgs();
    for (int at = 0; at < credentials.size(); at++) {
      Credential one = credentials.get(at);
      if (tls13 || one.authentication().equals(suite.authentication())) {
        SignatureAndHashAlgorithm algorithm = Signing.algorithm(one, tls13, peer);
        if (algorithm != null || suite.exchange().equals("RSA")) {
          return new Chosen(one, at, algorithm);
        }
      }
    }
    return null;
  }

  private record Chosen(
      Credential credential, int position, @Nullable SignatureAndHashAlgorithm algorithm) {}

  private Chosen chosen() throws IOException {
    Chosen chosen = chosen(Suite.of(context.getSecurityParametersHandshake().getCipherSuite()));
    if (chosen == null) {
      throw trouble.failed(
          TlsFailure.Kind.PROTOCOL,
          "no certificate of ours suits the client",
          AlertDescription.handshake_failure);
    }
    return chosen;
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    Chosen chosen = chosen();
    List<X509Certificate> chain = chosen.credential.chain();
    facts.ourCertificate = chain.getFirst();
    Signing signing = new Signing(machine, context);
    Certificate shown =
        signing.chain(chain, NO_CONTEXT, TlsUtils.isTLSv13(context) ? staples() : Map.of());
    SignatureAndHashAlgorithm algorithm = chosen.algorithm;
    Suite suite = Suite.of(context.getSecurityParametersHandshake().getCipherSuite());
    if (algorithm == null || suite != null && suite.exchange().equals("RSA")) {
      return new JceDefaultTlsCredentialedDecryptor(machine, shown, chosen.credential.key());
    }
    return signing.signer(chosen.credential, algorithm, shown);
  }

  /** The proofs to send; asked for once, when the client wants them. */
  private Map<Integer, byte[]> staples() throws IOException {
    Map<Integer, byte[]> known = staples;
    if (known == null) {
      known = certificateStatusRequest == null ? Map.of() : askForStaples();
      staples = known;
    }
    return known;
  }

  private Map<Integer, byte[]> askForStaples() throws IOException {
    Chosen chosen = chosen();
    try {
      Map<Integer, byte[]> found = handshake.staples(chosen.credential.chain(), chosen.position);
      facts.ocsp = found.containsKey(0) ? OcspState.VERIFIED : OcspState.NO_RESPONSE;
      return found;
    } catch (InterruptedException e) {
      throw trouble.interrupted(e);
    }
  }

  @Override
  public @Nullable CertificateStatus getCertificateStatus() throws IOException {
    byte[] own = staples().get(0);
    return own == null
        ? null
        : new CertificateStatus(
            CertificateStatusType.ocsp, OCSPResponse.getInstance(ASN1Primitive.fromByteArray(own)));
  }

  @Override
  public @Nullable CertificateRequest getCertificateRequest() throws IOException {
    if (terms.demand() == Demand.NOTHING) {
      return null;
    }
    Vector<X500Name> authorities = new Vector<>();
    try {
      files
          .anchors(identified().trust())
          .told()
          .forEach(
              anchor ->
                  authorities.add(
                      X500Name.getInstance(anchor.getSubjectX500Principal().getEncoded())));
    } catch (TlsFailure e) {
      throw trouble.failed(e, AlertDescription.internal_error);
    }
    Vector<?> algorithms = Signing.believed(context);
    if (TlsUtils.isTLSv13(context)) {
      return new CertificateRequest(
          NO_CONTEXT, algorithms, null, authorities.isEmpty() ? null : authorities);
    }
    short[] types = {ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign};
    return new CertificateRequest(types, algorithms, authorities);
  }

  private Identity identified() {
    Identity known = identity;
    if (known == null) {
      throw new IllegalStateException("no hello has been read");
    }
    return known;
  }

  @Override
  public void notifyClientCertificate(Certificate sent) throws IOException {
    facts.peerCertificates = Certificates.of(sent);
    if (facts.peerCertificates.isEmpty()) {
      facts.verifyError = "no peer certificate";
    } else {
      try {
        new Judging(files, trouble).ordinary(facts, identified().trust(), null, false, handshake);
      } catch (InterruptedException e) {
        throw trouble.interrupted(e);
      }
    }
    String error = facts.verifyError;
    if (error != null && terms.demand() == Demand.REQUIRE) {
      throw trouble.failed(
          TlsFailure.Kind.CERTIFICATE,
          error,
          facts.peerCertificates.isEmpty() && TlsUtils.isTLSv13(context)
              ? AlertDescription.certificate_required
              : facts.peerCertificates.isEmpty()
                  ? AlertDescription.handshake_failure
                  : AlertDescription.bad_certificate);
    }
  }

  @Override
  protected int selectECDH(int minimumCurveBits) {
    return groups.curve(clientGroups(), minimumCurveBits);
  }

  @Override
  protected int selectDH(int minimumBits) {
    return groups.field(clientGroups(), minimumBits);
  }

  @Override
  protected int selectDHDefault(int minimumBits) {
    return groups.usualField(minimumBits);
  }

  private int @Nullable [] clientGroups() {
    return context.getSecurityParametersHandshake().getClientSupportedGroups();
  }

  @Override
  public TlsDHConfig getDHConfig() throws IOException {
    DhParameters given = choice.dh();
    return given == null || given.group() == null
        ? super.getDHConfig()
        : new TlsDHConfig(given.group());
  }

  boolean resumes() {
    return terms.resumption() && choice.tickets();
  }

  boolean takesTickets() {
    return takesTickets;
  }

  /** What a session depends on besides its id. */
  private String scope() {
    return facts.sni + "/" + terms.demand() + "/" + identified();
  }

  @Override
  public byte @Nullable [] getNewSessionID() {
    if (!resumes()) {
      return null;
    }
    facts.resumption |= TlsSession.RESUME_SERVER_TICKET;
    return context.getNonceGenerator().generateNonce(ID);
  }

  @Override
  public org.bouncycastle.tls.@Nullable TlsSession getSessionToResume(byte[] id) {
    return resumes() ? resumption.find(id, scope()) : null;
  }

  @Override
  public @Nullable TlsPSKExternal getExternalPSK(Vector identities) {
    // What is settled in the first of two hellos is not settled again.
    return resumes() && hellos == 1
        ? resumption.take(identities, scope(), this::isShared, machine)
        : null;
  }

  private boolean isShared(int suite) {
    return Arrays.contains(offeredCipherSuites, suite) && Arrays.contains(cipherSuites, suite);
  }

  /** Hands out a ticket: the message that says so. */
  byte[] hand(Ticket ticket) throws IOException {
    byte[] id = context.getNonceGenerator().generateNonce(ID);
    resumption.keep(id, scope(), ticket);
    long ageAdd = TlsUtils.readUint32(context.getNonceGenerator().generateNonce(4), 0);
    return Ticket.message(id, ageAdd, SessionStore.LIFE.toSeconds());
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    if (context.getSecurityParametersConnection().isResumedSession()
        || resumption.taken() != null) {
      resumption.used();
    } else if (resumes() && !TlsUtils.isTLSv13(context)) {
      resumption.keep(context.getSession(), scope());
    }
    session = facts.session(context);
  }
}
