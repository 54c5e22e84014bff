// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.OcspResponder.Server;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Waiting;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;

/** Fetching from a real responder. */
@RequiresPeer("openssl")
class FetchedStaplesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final CertificateAuthority ROOT = CertificateAuthority.root("root");
  private static final CertificateAuthority BETWEEN = ROOT.intermediate("between");

  @TempDir Path directory;
  private final int port = Peers.freePort();
  private final Issued server =
      BETWEEN
          .leaf("CN=mail.example")
          .names("mail.example")
          .responder("http://127.0.0.1:" + port + "/")
          .issue();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private FetchedStaples fetched() {
    FetchedStaples fetched =
        new FetchedStaples(directory.resolve("kept"), InstantSource.system(), new Random(1));
    open.add(fetched);
    return fetched;
  }

  private OcspResponder responder(String name) throws IOException {
    return new OcspResponder(directory.resolve(name), BETWEEN).good(server.certificate());
  }

  private FetchedStaple alone(Instant now) {
    Subject subject = Subject.at(0, server.chain());
    URI uri = Objects.requireNonNull(Responder.named(server.certificate()));
    return new FetchedStaple(
        subject, uri, directory.resolve("kept/alone.der"), new Renewal(new Random(1)), now);
  }

  private Path kept() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("kept"))) {
      return files.filter(file -> file.toString().endsWith(".der")).findFirst().orElseThrow();
    }
  }

  @Test
  void aProofIsFetchedKeptAndFoundAgain() throws Exception {
    try (Server responder = responder("r").serve(port, "-ndays", "2")) {
      FetchedStaples fetched = fetched();
      assertThat(fetched.staple(server.chain())).isNull();
      Waiting.until("a proof", LIMIT, () -> fetched.staple(server.chain()) != null);
      byte[] staple = fetched.staple(server.chain());
      assertThat(
              ResponseVerifier.judge(
                  OcspResponse.read(staple), Subject.at(0, server.chain()), Instant.now()))
          .isInstanceOf(Judgement.Good.class);
      fetched.close();
      assertThat(kept()).hasBinaryContent(staple);
    }
    // The responder is gone; the proof is there at once.
    assertThat(fetched().staple(server.chain())).isEqualTo(Files.readAllBytes(kept()));
  }

  @Test
  void itIsRenewedAtHalfLifeAndServedThroughAnOutage() throws Exception {
    Instant now = Instant.now();
    FetchedStaple staple = alone(now);
    try (Responder http = new Responder()) {
      staple.renew(http, now);
      assertThat(staple.current(now)).isNull();
      assertThat(staple.due()).isBetween(now.plusSeconds(48), now.plusSeconds(72));
      byte[] first;
      try (Server responder = responder("r").serve(port, "-ndays", "2")) {
        staple.renew(http, now);
        first = staple.current(now);
        assertThat(first).isNotNull();
      }
      Instant half = staple.due();
      assertThat(half)
          .isBetween(
              now.plus(Duration.ofDays(1)).minusSeconds(60),
              now.plus(Duration.ofDays(1)).plusSeconds(60));
      staple.renew(http, half);
      staple.renew(http, half);
      assertThat(staple.current(half)).isSameAs(first);
      assertThat(staple.due()).isBetween(half.plusSeconds(96), half.plusSeconds(144));
      assertThat(staple.current(now.plus(Duration.ofDays(2)).plusSeconds(60))).isNull();
    }
  }

  @Test
  void whatDoesNotVerifyIsNotTaken() throws Exception {
    CertificateAuthority impostor = CertificateAuthority.root("between");
    OcspResponder wrong =
        new OcspResponder(directory.resolve("w"), impostor).good(server.certificate());
    Instant now = Instant.now();
    FetchedStaple staple = alone(now);
    try (Responder http = new Responder();
        Server responder = wrong.serve(port, "-ndays", "2")) {
      staple.renew(http, now);
      assertThat(staple.current(now)).isNull();
      assertThat(directory.resolve("kept")).doesNotExist();
    }
  }

  @Test
  void withoutNextUpdateItIsNotTaken() throws Exception {
    Instant now = Instant.now();
    FetchedStaple staple = alone(now);
    try (Responder http = new Responder();
        Server responder = responder("r").serve(port)) {
      staple.renew(http, now);
      assertThat(staple.current(now)).isNull();
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    HttpServer endless =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
    open.add(() -> endless.stop(0));
    endless.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] zeros = new byte[OcspResponse.LIMIT];
          try (var body = exchange.getResponseBody()) {
            while (true) {
              body.write(zeros);
            }
          }
        });
    endless.start();
    Instant now = Instant.now();
    FetchedStaple staple = alone(now);
    try (Responder http = new Responder()) {
      staple.renew(http, now);
      assertThat(staple.current(now)).isNull();
      assertThat(staple.due()).isAfter(now);
    }
  }

  @Test
  void whoNamesNoResponderIsNotAskedFor() {
    FetchedStaples fetched = fetched();
    assertThat(fetched.staple(BETWEEN.server("a.example").chain())).isNull();
    assertThat(fetched.staple(List.of(server.certificate()))).isNull();
    assertThat(directory.resolve("kept")).doesNotExist();
  }

  @Test
  void renewalsAreSpread() {
    Renewal renewal = new Renewal(new Random(1));
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Instant week = now.plus(Duration.ofDays(7));
    assertThat(renewal.afterSuccess(now, now, week)).isEqualTo(now.plus(Duration.ofHours(84)));
    // A responder that hands out old proofs.
    assertThat(renewal.afterSuccess(week.minusSeconds(7200), now, week))
        .isEqualTo(week.minusSeconds(3600));
    assertThat(renewal.afterSuccess(week, now, week)).isEqualTo(week.plusSeconds(60));
    assertThat(renewal.afterFailure(now, 1)).isBetween(now.plusSeconds(48), now.plusSeconds(72));
    assertThat(renewal.afterFailure(now, 1000))
        .isBetween(now.plusSeconds(2880), now.plusSeconds(4320));
  }
}
