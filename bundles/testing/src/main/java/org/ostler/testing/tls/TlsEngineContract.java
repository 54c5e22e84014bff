// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.tls.CertificateWatch;
import org.ostler.api.tls.ClientTerms;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.KeyFiles;
import org.ostler.api.tls.PeerVerifier;
import org.ostler.api.tls.ServerTerms;
import org.ostler.api.tls.TlsEngine;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.TlsStreams;
import org.ostler.api.tls.Trust;

/** What every engine does, on both sides. */
public interface TlsEngineContract {
  /** The time for whatever does not fail by itself. */
  Duration LIMIT = Duration.ofSeconds(60);

  /** A fresh engine. */
  TlsEngine engine() throws Exception;

  /** Both ends of a session. */
  record Ends(SocketChannel.Pair wires, TlsStreams client, TlsStreams server)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      wires.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS1.2", "TLS1.3"})
  default void speaksEitherVersion(String version, @TempDir Path files) throws Exception {
    CertificateAuthority root = CertificateAuthority.root("contract root");
    KeyFiles keys = write(root.server("mail.example"), files, "server");
    MemoryHandshake handshake = MemoryHandshake.of(new Identity(List.of(keys), Trust.NOBODY));
    PeerVerifier verifier =
        new PeerVerifier.Ordinary(
            new Trust(root.write(files, "root").toString(), null), "mail.example");
    try (Ends ends =
        open(
            engine(),
            terms(only(version), Demand.REQUIRE, verifier, "mail.example", List.of()),
            terms(Demand.NOTHING, List.of("smtp"), false),
            handshake)) {
      assertThat(ends.client().session().version()).isEqualTo(version);
      assertThat(ends.server().session().version()).isEqualTo(version);
      assertThat(ends.client().session().verified()).isTrue();
      assertThat(ends.client().session().cipher()).isEqualTo(ends.server().session().cipher());
      assertThat(ends.client().session().peerDn()).isEqualTo("CN=mail.example");
      assertThat(ends.server().session().sni()).isEqualTo("mail.example");
      assertThat(ends.server().session().alpn()).isNull();
      assertThat(handshake.names).containsExactly("mail.example");
      assertThat(ends.server().session().ourCertificate())
          .isEqualTo(ends.client().session().peerCertificate());
      say(ends.client(), "EHLO x\r\n");
      assertThat(hear(ends.server(), 8)).isEqualTo("EHLO x\r\n");
      say(ends.server(), "250 y\r\n".repeat(10_000));
      assertThat(hear(ends.client(), 70_000)).hasSize(70_000).endsWith("250 y\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  default void signsAndVerifiesByEachKindOfKey(KeyKind kind, @TempDir Path files) throws Exception {
    CertificateAuthority root = CertificateAuthority.root("contract root");
    Issued server = root.leaf("CN=mail.example").names("mail.example").kind(kind).issue();
    PeerVerifier verifier =
        new PeerVerifier.Ordinary(
            new Trust(root.write(files, "root").toString(), null), "mail.example");
    Identity identity = new Identity(List.of(write(server, files, "server")), Trust.NOBODY);
    for (String version : List.of("TLS1.2", "TLS1.3")) {
      try (Ends ends =
          open(
              engine(),
              terms(only(version), Demand.REQUIRE, verifier, "mail.example", List.of()),
              terms(Demand.NOTHING, List.of(), false),
              MemoryHandshake.of(identity))) {
        assertThat(ends.client().session().version()).isEqualTo(version);
        assertThat(ends.client().session().verified()).isTrue();
      }
    }
  }

  @Test
  default void timeoutOfAReadBreaksNothing(@TempDir Path files) throws Exception {
    try (Ends ends = plain(files)) {
      ends.wires().server().readTimeout(Duration.ofMillis(1));
      assertThatThrownBy(() -> ends.server().input().read())
          .isInstanceOf(SocketTimeoutException.class);
      say(ends.client(), "x");
      ends.wires().server().readTimeout(LIMIT);
      assertThat(ends.server().input().read()).isEqualTo('x');
    }
  }

  @Test
  default void endOfSessionIsEndOfInput(@TempDir Path files) throws Exception {
    try (Ends ends = plain(files)) {
      say(ends.client(), "last");
      ends.client().close();
      assertThat(hear(ends.server(), 4)).isEqualTo("last");
      assertThat(ends.server().input().read()).isEqualTo(-1);
      assertThat(ends.server().input().read()).isEqualTo(-1);
    }
  }

  @Test
  default void countsWhatHasCome(@TempDir Path files) throws Exception {
    try (Ends ends = plain(files)) {
      assertThat(ends.server().input().available()).isZero();
      say(ends.client(), "abc");
      assertThat(ends.server().input().read()).isEqualTo('a');
      assertThat(ends.server().input().available()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS1.2", "TLS1.3"})
  default void judgesCertificatesOfClients(String version, @TempDir Path files) throws Exception {
    CertificateAuthority root = CertificateAuthority.root("client root");
    CertificateAuthority middle = root.intermediate("client issuer");
    KeyFiles good = write(middle.client("good"), files, "good");
    KeyFiles stranger =
        write(CertificateAuthority.root("another").client("stranger"), files, "stranger");
    KeyFiles own = write(root.server("mail.example"), files, "server");
    Identity identity =
        new Identity(List.of(own), new Trust(root.write(files, "root").toString(), null));
    MemoryHandshake handshake = MemoryHandshake.of(identity);
    TlsEngine engine = engine();
    try (Ends ends =
        open(engine, showing(version, good), terms(Demand.REQUIRE, List.of(), false), handshake)) {
      assertThat(ends.server().session().verified()).isTrue();
      assertThat(ends.server().session().peerDn()).isEqualTo("CN=good");
      assertThat(handshake.judged)
          .containsExactly("2 CN=client root", "1 CN=client issuer", "0 CN=good");
    }
    try (Ends ends =
        open(engine, showing(version, stranger), terms(Demand.TRY, List.of(), false), handshake)) {
      assertThat(ends.server().session().verified()).isFalse();
      assertThat(ends.server().session().verifyError()).startsWith("certificate invalid");
      assertThat(ends.server().session().peerDn()).isEqualTo("CN=stranger");
    }
    assertThat(failure(engine, showing(version, stranger), Demand.REQUIRE, handshake).kind())
        .isEqualTo(TlsFailure.Kind.CERTIFICATE);
    assertThat(failure(engine, showing(version, null), Demand.REQUIRE, handshake).kind())
        .isEqualTo(TlsFailure.Kind.CERTIFICATE);
  }

  @Test
  default void agreesOnAProtocol(@TempDir Path files) throws Exception {
    MemoryHandshake handshake = selfSigned();
    TlsEngine engine = engine();
    ClientTerms esmtp = offering(List.of("esmtp"));
    try (Ends ends =
        open(engine, esmtp, terms(Demand.NOTHING, List.of("smtp", "esmtp"), true), handshake)) {
      assertThat(ends.server().session().alpn()).isEqualTo("esmtp");
      assertThat(ends.client().session().alpn()).isEqualTo("esmtp");
    }
    ServerTerms required = terms(Demand.NOTHING, List.of("smtp"), true);
    assertThat(failed(engine, esmtp, required, handshake)).isNotNull();
    assertThat(failed(engine, offering(List.of()), required, handshake).kind())
        .isEqualTo(TlsFailure.Kind.ALPN);
  }

  /** Files may be named by what a client asks for. */
  @Test
  default void nameThatIsNoHostNameIsNone() throws Exception {
    for (String name : List.of("../../etc/passwd", "a/b", "x y", "..")) {
      MemoryHandshake handshake = selfSigned();
      ClientTerms client =
          terms(CryptoTerms.CLIENT, Demand.NOTHING, PeerVerifier.Ordinary.SYSTEM, name, List.of());
      try (Ends ends = open(engine(), client, terms(Demand.NOTHING, List.of(), false), handshake)) {
        assertThat(handshake.names).containsExactly("-");
        assertThat(ends.server().session().sni()).isNull();
      }
    }
  }

  @Test
  default void resumesWhereItMay(@TempDir Path files) throws Exception {
    TlsEngine engine = engine();
    ClientTerms client =
        new ClientTerms(
            only("TLS1.2"),
            List.of(),
            Demand.NOTHING,
            PeerVerifier.Ordinary.SYSTEM,
            CertificateWatch.NONE,
            null,
            List.of(),
            false,
            "there",
            null,
            false,
            LIMIT);
    ServerTerms server =
        new ServerTerms(CryptoTerms.SERVER, Demand.NOTHING, List.of(), false, true, LIMIT);
    try (Ends first = open(engine, client, server, selfSigned())) {
      assertThat(first.server().session().isResumed()).isFalse();
    }
    try (Ends second = open(engine, client, server, selfSigned())) {
      assertThat(second.server().session().isResumed()).isTrue();
      assertThat(second.client().session().isResumed()).isTrue();
    }
    try (Ends third = open(engine, client, terms(Demand.NOTHING, List.of(), false), selfSigned())) {
      assertThat(third.server().session().isResumed()).isFalse();
    }
  }

  @Test
  default void tellsWhatWentWrong() throws Exception {
    assertThat(accepting("EHLO this is no TLS\r\n".getBytes(StandardCharsets.US_ASCII), LIMIT))
        .isEqualTo(TlsFailure.Kind.PROTOCOL);
    // A record that claims to be longer than any may be (RFC 8446 §5.1).
    assertThat(accepting(new byte[] {22, 3, 1, 0x7f, (byte) 0xff}, LIMIT))
        .isEqualTo(TlsFailure.Kind.PROTOCOL);
    assertThat(accepting(new byte[] {22, 3, 1}, Duration.ofMillis(50)))
        .isEqualTo(TlsFailure.Kind.TIMEOUT);
    assertThat(accepting(null, LIMIT)).isEqualTo(TlsFailure.Kind.LOST);
  }

  @Test
  default void refusesWordsThatItDoesNotKnow() throws Exception {
    TlsEngine engine = engine();
    engine.check(CryptoTerms.SERVER);
    CryptoTerms unknown = new CryptoTerms("NO-SUCH-CIPHER", null, null, 2048, "");
    assertThatThrownBy(() -> engine.check(unknown))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("NO-SUCH-CIPHER");
  }

  /** How accepting ends when the client sends these octets; null for a client that leaves. */
  private TlsFailure.Kind accepting(byte @Nullable [] octets, Duration limit) throws Exception {
    try (SocketChannel.Pair wires = SocketChannel.Pair.open()) {
      if (octets == null) {
        wires.client().close();
      } else {
        wires.client().output().write(octets);
      }
      ServerTerms terms =
          new ServerTerms(CryptoTerms.SERVER, Demand.NOTHING, List.of(), false, false, limit);
      try {
        engine().accept(wires.server(), terms, selfSigned());
      } catch (TlsFailure e) {
        return e.kind();
      }
      throw new AssertionError("a session without a client");
    }
  }

  private TlsFailure failure(
      TlsEngine engine, ClientTerms client, Demand demand, MemoryHandshake handshake)
      throws Exception {
    return failed(engine, client, terms(demand, List.of(), false), handshake);
  }

  /** The failure of the server's side. */
  private TlsFailure failed(
      TlsEngine engine, ClientTerms client, ServerTerms server, MemoryHandshake handshake)
      throws Exception {
    try (SocketChannel.Pair wires = SocketChannel.Pair.open()) {
      FutureTask<TlsStreams> accepted =
          running(() -> engine.accept(wires.server(), server, handshake));
      try {
        TlsStreams streams = engine.connect(wires.client(), client);
        // In TLS 1.3 a client hears of its refusal when it reads.
        streams.input().read();
      } catch (IOException _) {
        // What the server says of it counts.
      }
      try {
        accepted.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TlsFailure failure) {
          return failure;
        }
        throw e;
      }
      throw new AssertionError("the server took it");
    }
  }

  private Ends plain(Path files) throws Exception {
    return open(
        engine(), ClientTerms.of(LIMIT), terms(Demand.NOTHING, List.of(), false), selfSigned());
  }

  private static Ends open(
      TlsEngine engine, ClientTerms client, ServerTerms server, MemoryHandshake handshake)
      throws Exception {
    SocketChannel.Pair wires = SocketChannel.Pair.open();
    FutureTask<TlsStreams> accepted =
        running(() -> engine.accept(wires.server(), server, handshake));
    TlsStreams connected = engine.connect(wires.client(), client);
    Ends ends = new Ends(wires, connected, accepted.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    wires.client().readTimeout(LIMIT);
    wires.server().readTimeout(LIMIT);
    return ends;
  }

  private static <T> FutureTask<T> running(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static MemoryHandshake selfSigned() {
    return MemoryHandshake.of(new Identity(List.of(), Trust.NOBODY));
  }

  private static ServerTerms terms(Demand demand, List<String> alpn, boolean alpnRequired) {
    return new ServerTerms(CryptoTerms.SERVER, demand, alpn, alpnRequired, false, LIMIT);
  }

  private static ClientTerms terms(
      CryptoTerms crypto,
      Demand demand,
      PeerVerifier verifier,
      @Nullable String sni,
      List<KeyFiles> keys) {
    return new ClientTerms(
        crypto,
        keys,
        demand,
        verifier,
        CertificateWatch.NONE,
        sni,
        List.of(),
        false,
        null,
        null,
        false,
        LIMIT);
  }

  private static ClientTerms offering(List<String> alpn) {
    return new ClientTerms(
        CryptoTerms.CLIENT,
        List.of(),
        Demand.NOTHING,
        PeerVerifier.Ordinary.SYSTEM,
        CertificateWatch.NONE,
        null,
        alpn,
        false,
        null,
        null,
        false,
        LIMIT);
  }

  private static ClientTerms showing(String version, @Nullable KeyFiles keys) {
    return terms(
        only(version),
        Demand.NOTHING,
        PeerVerifier.Ordinary.SYSTEM,
        null,
        keys == null ? List.of() : List.of(keys));
  }

  private static CryptoTerms only(String version) {
    String other = version.equals("TLS1.3") ? "+no_tlsv1_2" : "+no_tlsv1_3";
    return new CryptoTerms(null, null, null, 1024, other);
  }

  private static KeyFiles write(Issued issued, Path files, String name) {
    return new KeyFiles(
        issued.write(files, name).toString(), files.resolve(name + ".key").toString());
  }

  private static void say(TlsStreams streams, String text) throws IOException {
    streams.output().write(text.getBytes(StandardCharsets.US_ASCII));
    streams.output().flush();
  }

  private static String hear(TlsStreams streams, int count) throws IOException {
    return new String(streams.input().readNBytes(count), StandardCharsets.US_ASCII);
  }
}
