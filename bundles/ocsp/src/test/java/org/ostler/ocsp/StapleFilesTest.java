// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;

/** What is served from files, and what is not. */
@RequiresPeer("openssl")
class StapleFilesTest {
  private static final CertificateAuthority ROOT = CertificateAuthority.root("root");
  private static final CertificateAuthority BETWEEN = ROOT.intermediate("between");
  private static final Issued SERVER = BETWEEN.server("mail.example");
  private static final List<X509Certificate> CHAIN = SERVER.chain();

  @TempDir Path directory;
  private OcspResponder responder;
  private OcspResponder rootResponder;
  private Path file;
  private Instant now = Instant.now();
  private final StapleFiles files = new StapleFiles(() -> now);

  @BeforeEach
  void begin() throws Exception {
    responder = new OcspResponder(directory.resolve("between"), BETWEEN).good(SERVER.certificate());
    rootResponder = new OcspResponder(directory.resolve("root"), ROOT).good(BETWEEN.certificate());
    file = directory.resolve("proof");
  }

  private Map<Integer, byte[]> served(boolean isPem) {
    return files.staples(new StapleFile.Item(file, isPem), CHAIN);
  }

  @Test
  void itemsAreReadAsWritten() {
    assertThat(StapleFile.Item.list("/a : PEM /b: /c : DER /d : /e"))
        .containsExactly(
            new StapleFile.Item(Path.of("/a"), false),
            new StapleFile.Item(Path.of("/b"), true),
            new StapleFile.Item(Path.of("/c"), true),
            new StapleFile.Item(Path.of("/d"), false),
            new StapleFile.Item(Path.of("/e"), false));
    assertThat(StapleFile.Item.list("<; : ; PEM /x::y ;"))
        .containsExactly(
            new StapleFile.Item(Path.of(":"), false), new StapleFile.Item(Path.of("/x::y"), true));
    assertThat(StapleFile.Item.list(" : /b"))
        .containsExactly(
            new StapleFile.Item(Path.of(""), false), new StapleFile.Item(Path.of("/b"), false));
  }

  @Test
  void oneOfDerIsServedForTheCertificate() throws Exception {
    byte[] response = responder.response(SERVER.certificate(), "-ndays", "1");
    Files.write(file, response);
    assertThat(served(false)).containsOnlyKeys(0).containsEntry(0, response);
    assertThat(served(true)).isEmpty();
  }

  @Test
  void severalOfPemAreServedForTheChainInAnyOrder() throws Exception {
    byte[] first = responder.response(SERVER.certificate(), "-ndays", "1");
    byte[] second = rootResponder.response(BETWEEN.certificate(), "-ndays", "1");
    Files.writeString(
        file,
        "of the authority\n"
            + Issued.pem("OCSP RESPONSE", second)
            + "of the server\n"
            + Issued.pem("OCSP RESPONSE", first));
    assertThat(served(true))
        .containsOnlyKeys(0, 1)
        .containsEntry(0, first)
        .containsEntry(1, second);
    assertThat(served(false)).isEmpty();
  }

  @Test
  void aChangedFileIsReadAnew() throws Exception {
    assertThat(served(false)).isEmpty();
    byte[] first = responder.response(SERVER.certificate(), "-ndays", "1");
    Files.write(file, first);
    assertThat(served(false)).containsEntry(0, first);
    byte[] second = responder.response(SERVER.certificate(), "-ndays", "2", "-resp_key_id");
    Path next = Files.write(directory.resolve("next"), second);
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(served(false)).containsEntry(0, second);
    Files.delete(file);
    assertThat(served(false)).isEmpty();
  }

  @Test
  void aChangedChainIsLookedAtAnew() throws Exception {
    Files.write(file, responder.response(SERVER.certificate(), "-ndays", "1"));
    assertThat(served(false)).isNotEmpty();
    StapleFile.Item item = new StapleFile.Item(file, false);
    assertThat(files.staples(item, BETWEEN.server("mail.example").chain())).isEmpty();
    assertThat(served(false)).isNotEmpty();
  }

  @Test
  void theExpiredIsNotServed() throws Exception {
    Files.write(file, responder.response(SERVER.certificate(), "-ndays", "1"));
    assertThat(served(false)).isNotEmpty();
    now = now.plus(Duration.ofDays(1)).plusSeconds(10);
    assertThat(served(false)).isEmpty();
  }

  @Test
  void whatIsNotValidYetIsNotServed() throws Exception {
    Files.write(file, responder.response(SERVER.certificate(), "-ndays", "1"));
    now = now.minus(Duration.ofHours(1));
    assertThat(served(false)).isEmpty();
  }

  @Test
  void withoutNextUpdateNothingIsServed() throws Exception {
    Files.write(file, responder.response(SERVER.certificate()));
    assertThat(served(false)).isEmpty();
  }

  @Test
  void theWronglySignedIsNotServed() throws Exception {
    Files.write(file, responder.response(SERVER.certificate(), "-ndays", "1", "-badsig"));
    assertThat(served(false)).isEmpty();
  }

  @Test
  void theRevokedIsServed() throws Exception {
    responder.revoked(SERVER.certificate(), "superseded");
    Files.write(file, responder.response(SERVER.certificate(), "-ndays", "1"));
    assertThat(served(false)).containsOnlyKeys(0);
  }

  @Test
  void withoutTheIssuerNamesAreEnough() throws Exception {
    Files.write(file, responder.response(SERVER.certificate(), "-ndays", "1"));
    StapleFile.Item item = new StapleFile.Item(file, false);
    assertThat(files.staples(item, List.of(SERVER.certificate()))).containsOnlyKeys(0);
  }
}
