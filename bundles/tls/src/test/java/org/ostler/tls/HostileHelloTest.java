// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.Demand;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.ServerTerms;
import org.ostler.api.tls.TlsChannel;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.Trust;
import org.ostler.testing.tls.MemoryHandshake;

/** First words of clients that mean no good: a handshake ends with a reason, and soon. */
class HostileHelloTest {
  private static final int ATTEMPTS = 2000;
  private static final ServerTerms TERMS =
      new ServerTerms(
          CryptoTerms.SERVER, Demand.TRY, List.of("smtp"), false, true, Duration.ofSeconds(20));

  /** The extension supported_versions with 1.3 and 1.2. */
  private static final byte[] VERSIONS = {0, 43, 0, 5, 4, 3, 4, 3, 3};

  private static final BouncyEngine ENGINE = new BouncyEngine();

  /** What a client says that has one thing to say. */
  private record Words(InputStream input, ByteArrayOutputStream heard) implements TlsChannel {
    Words(byte[] octets) {
      this(new ByteArrayInputStream(octets), new ByteArrayOutputStream());
    }

    @Override
    public OutputStream output() {
      return heard;
    }

    @Override
    public void readTimeout(Duration limit) {}
  }

  /** How a handshake with a client ends that says this and leaves, and what the client hears. */
  private record End(TlsFailure failure, byte[] heard) {
    static End of(byte[] said) throws InterruptedException {
      Words words = new Words(said);
      MemoryHandshake handshake = MemoryHandshake.of(new Identity(List.of(), Trust.NOBODY));
      try {
        ENGINE.accept(words, TERMS, handshake);
      } catch (TlsFailure e) {
        return new End(e, words.heard().toByteArray());
      }
      throw new AssertionError("a session with " + HexFormat.of().formatHex(said));
    }
  }

  /** The record with a hello of the JDK's client, which offers a ticket. */
  private static byte[] hello() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLEngine engine = context.createSSLEngine("mail.example", 25);
    engine.setUseClientMode(true);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);
    byte[] plain = Arrays.copyOf(record.array(), record.position());
    return with(plain, offer(new byte[32], new byte[32]));
  }

  /** The extension pre_shared_key (RFC 8446 §4.2.11). */
  private static byte[] offer(byte[] ticket, byte[] binder) {
    ByteBuffer extensions = ByteBuffer.allocate(200);
    int identities = 2 + ticket.length + 4;
    int binders = 1 + binder.length;
    extensions.putShort((short) 41).putShort((short) (2 + identities + 2 + binders));
    extensions.putShort((short) identities).putShort((short) ticket.length).put(ticket).putInt(77);
    extensions.putShort((short) binders).put((byte) binder.length).put(binder);
    return Arrays.copyOf(extensions.array(), extensions.position());
  }

  /** The hello with more extensions, all its lengths mended. */
  private static byte[] with(byte[] hello, byte[] more) {
    ByteBuffer grown = ByteBuffer.wrap(Arrays.copyOf(hello, hello.length + more.length));
    grown.put(hello.length, more);
    int session = 5 + 4 + 2 + 32;
    int suites = session + 1 + hello[session];
    int methods = suites + 2 + grown.getShort(suites);
    int extensions = methods + 1 + hello[methods];
    grown.putShort(extensions, (short) (grown.getShort(extensions) + more.length));
    grown.putShort(7, (short) (grown.getShort(7) + more.length));
    grown.putShort(3, (short) (grown.getShort(3) + more.length));
    return grown.array();
  }

  @Test
  void ticketThatNobodyGaveIsPassedOver() throws Exception {
    End end = End.of(hello());
    assertThat(end.failure().kind()).isEqualTo(TlsFailure.Kind.LOST);
    // The server went on with a hello of its own and its certificate.
    assertThat(end.heard()).startsWith(22, 3, 3).hasSizeGreaterThan(500);
  }

  @Test
  @Timeout(60)
  void whateverIsChangedTheHandshakeEnds() throws Exception {
    byte[] hello = hello();
    Random random = new Random(8446);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[] changed = Arrays.copyOf(hello, hello.length - random.nextInt(2) * random.nextInt(40));
      for (int change = random.nextInt(4); change >= 0; change--) {
        changed[5 + random.nextInt(changed.length - 5)] = (byte) random.nextInt(256);
      }
      TlsFailure.Kind kind = End.of(changed).failure().kind();
      assertThat(kind)
          .as(() -> HexFormat.of().formatHex(changed))
          .isIn(TlsFailure.Kind.PROTOCOL, TlsFailure.Kind.LOST, TlsFailure.Kind.ALPN);
    }
  }

  /** Who has not said hello hears nothing of TLS. */
  @ParameterizedTest
  @CsvSource({
    "SSL 2's hello,           802e0100020015000000100100800200800300800400800500800600400700c0",
    "a record too long,       1603014001",
    "heartbeat before TLS,    1803010003014000",
    "data before TLS,         17030300050102030405",
    "an empty record,         1603010000",
    "an alert,                15030100020100",
    "another's message first, 160301000414000000",
    "a hello of 16 MB,        160301000401ffffff"
  })
  void whatIsNoHelloIsNotAnswered(String what, String octets) throws Exception {
    End end = End.of(HexFormat.of().parseHex(octets));
    assertThat(end.failure().kind()).as(what).isEqualTo(TlsFailure.Kind.PROTOCOL);
    assertThat(end.heard()).as(what).isEmpty();
  }

  /** RFC 8996: 70 is protocol_version. */
  @Test
  void olderVersionsAreRefused() throws Exception {
    for (int minor = 0; minor < 3; minor++) {
      byte[] hello = hello();
      hello[10] = (byte) minor; // legacy_version
      hello[find(hello, VERSIONS) + 1] = 99; // no supported_versions
      assertThat(End.of(hello).heard()).as("3.%d", minor).startsWith(21).endsWith(2, 70);
    }
  }

  /** RFC 8446 §4.1.3: the last octets of our random say that we have a newer version. */
  @Test
  void downgradeShowsInTheRandom() throws Exception {
    byte[] hello = hello();
    hello[find(hello, VERSIONS) + 6] = 2; // 1.3 becomes 1.1
    byte[] heard = End.of(hello).heard();
    assertThat(Arrays.copyOfRange(heard, 11 + 24, 11 + 32))
        .isEqualTo(HexFormat.of().parseHex("444f574e47524401"));
  }

  /** RFC 7507 §3: 86 is inappropriate_fallback. */
  @Test
  void fallbackWithoutNeedIsRefused() throws Exception {
    byte[] hello = hello();
    hello[find(hello, VERSIONS) + 6] = 2;
    int suites = 5 + 4 + 2 + 32 + 1 + hello[5 + 4 + 2 + 32] + 2;
    hello[suites] = 0x56;
    hello[suites + 1] = 0;
    assertThat(End.of(hello).heard()).startsWith(21).endsWith(2, 86);
  }

  private static int find(byte[] all, byte[] part) throws IOException {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new IOException("not in it");
  }
}
