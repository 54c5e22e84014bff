// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.OptionSet;
import org.ostler.api.smtp.Preamble;
import org.ostler.api.smtp.Preamble.Answer;
import org.ostler.api.text.Text;
import org.ostler.testing.expansion.VariableSetContract;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;
import org.ostler.testing.option.OptionSetContract;
import org.ostler.testing.smtp.MemoryInput;
import org.ostler.testing.smtp.PreambleContract;

/** Headers of both versions, good and hostile. */
class ProxyPreambleTest {
  private static final String LINE = "PROXY TCP4 192.0.2.1 198.51.100.7 40000 25\r\n";
  private static final byte[] NO_SUM = new byte[4];

  private final MemoryMail mail = mail();

  private static MemoryMail mail() {
    return new MemoryMail().from(MemoryPeer.at("203.0.113.9", null));
  }

  private Answer read(byte[] octets) {
    return new ProxyPreamble().read(new MemoryInput(octets, ""), mail);
  }

  private Answer read(String octets) {
    return read(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String variable(String name) {
    Text value = new ProxyVariables().value(name, mail);
    return value == null ? "" : value.value();
  }

  private static Answer peer(String address, int port) {
    return new Answer.Peer(InetAddress.ofLiteral(address), port);
  }

  @Test
  void version1SaysWhoThePeerIs() {
    assertThat(variable("proxy_session")).isEqualTo("no");
    assertThat(variable("proxy_local_port")).isEqualTo("0");
    assertThat(read(LINE)).isEqualTo(peer("192.0.2.1", 40000));
    assertThat(variable("proxy_session")).isEqualTo("yes");
    assertThat(variable("proxy_external_address")).isEqualTo("198.51.100.7");
    assertThat(variable("proxy_external_port")).isEqualTo("25");
    assertThat(variable("proxy_target_address")).isEqualTo("198.51.100.7");
    assertThat(variable("proxy_target_port")).isEqualTo("25");
    assertThat(variable("proxy_local_address")).isEqualTo("203.0.113.9");
    assertThat(variable("proxy_local_port")).isEqualTo("40000");
    assertThat(variable("proxy_host_address")).isEqualTo("203.0.113.9");
    assertThat(variable("proxy_host_port")).isEqualTo("40000");
    assertThat(variable("proxy_ssl")).isEmpty();
  }

  @Test
  void ipv6IsWrittenAsTheLanguageWritesIt() {
    assertThat(read("PROXY TCP6 2001:DB8:0::1 2001:db8::2:0:0:1 1 65535\r\n"))
        .isEqualTo(peer("2001:db8::1", 1));
    assertThat(variable("proxy_external_address")).isEqualTo("2001:db8::2:0:0:1");
    assertThat(variable("proxy_external_port")).isEqualTo("65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN ffff:ffff::ffff whatever\r\n",
      })
  void anUnknownPeerIsTheProxyItself(String line) {
    assertThat(read(line)).isEqualTo(new Answer.Itself());
    assertThat(variable("proxy_session")).isEqualTo("yes");
    assertThat(variable("proxy_host_address")).isEqualTo("203.0.113.9");
    assertThat(variable("proxy_external_address")).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "EHLO localhost\r\n",
        "proxy TCP4 192.0.2.1 198.51.100.7 40000 25\r\n",
        "PROXY\r\n",
        "PROXY \r\n",
        "PROXYUNKNOWN\r\n",
        "PROXY UNKNOWNX\r\n",
        "PROXY TCP5 192.0.2.1 198.51.100.7 40000 25\r\n",
        "PROXY  TCP4 192.0.2.1 198.51.100.7 40000 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 40000  25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 40000 25 \r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 40000\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 40000 25 x\r\n",
        "PROXY TCP4 192.0.2.256 198.51.100.7 40000 25\r\n",
        "PROXY TCP4 192.0.2 198.51.100.7 40000 25\r\n",
        "PROXY TCP4 192.0.02.1 198.51.100.7 40000 25\r\n",
        "PROXY TCP4 2001:db8::1 2001:db8::2 40000 25\r\n",
        "PROXY TCP6 192.0.2.1 198.51.100.7 40000 25\r\n",
        "PROXY TCP6 fe80::1%eth0 2001:db8::2 40000 25\r\n",
        "PROXY TCP6 2001:db8::1::2 2001:db8::2 40000 25\r\n",
        "PROXY TCP4 host.example 198.51.100.7 40000 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 0 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 040 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 65536 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 -1 25\r\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 40000 25\n",
        "PROXY TCP4 192.0.2.1 198.51.100.7 40000 25",
        "\r\n\r\n\u0000\r\nQUIX\n",
        "\r\nMAIL",
      })
  void whatIsNoHeaderIsRefused(String octets) {
    assertThat(read(octets))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            it ->
                assertThat(it.reply().wire())
                    .isEqualTo("503 Command refused, required Proxy negotiation failed\r\n"));
    assertThat(variable("proxy_session")).isEqualTo("yes");
    assertThat(variable("proxy_external_address")).isEmpty();
    assertThat(variable("proxy_host_address")).isEmpty();
  }

  @Test
  void aLineEndsWithinItsLimit() {
    String longest = "PROXY UNKNOWN " + "x".repeat(107 - 16) + "\r\n";
    assertThat(longest).hasSize(107);
    assertThat(read(longest)).isEqualTo(new Answer.Itself());
    assertThat(read("PROXY UNKNOWN x" + longest.substring(14))).isInstanceOf(Answer.Refused.class);
    MemoryInput endless =
        new MemoryInput("P".repeat(100_000).getBytes(StandardCharsets.US_ASCII), "");
    assertThat(new ProxyPreamble().read(endless, mail)).isInstanceOf(Answer.Refused.class);
    assertThat(endless.rest()).hasSizeGreaterThan(99_000);
  }

  @Test
  void aWrongLineIsPassedOverWhole() {
    MemoryInput input =
        new MemoryInput("EHLO localhost\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII), "");
    assertThat(new ProxyPreamble().read(input, mail)).isInstanceOf(Answer.Refused.class);
    assertThat(input.rest()).isEqualTo("QUIT\r\n");
  }

  @Test
  void silenceIsRefused() {
    assertThat(new ProxyPreamble().read(MemoryInput.thenSilence("PROXY TC"), mail))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void version2OfEachFamily() {
    assertThat(read(Headers.of(0x21, 0x11, Headers.IP4))).isEqualTo(peer("192.0.2.1", 40000));
    assertThat(variable("proxy_external_address")).isEqualTo("198.51.100.7");
    byte[] six = new byte[36];
    System.arraycopy(InetAddress.ofLiteral("2001:db8::1").getAddress(), 0, six, 0, 16);
    System.arraycopy(InetAddress.ofLiteral("2001:db8::2").getAddress(), 0, six, 16, 16);
    six[33] = 9;
    six[35] = 25;
    assertThat(read(Headers.of(0x21, 0x21, six))).isEqualTo(peer("2001:db8::1", 9));
    assertThat(variable("proxy_external_address")).isEqualTo("2001:db8::2");
    assertThat(read(Headers.of(0x21, 0x31, new byte[216]))).isEqualTo(new Answer.Itself());
    assertThat(read(Headers.of(0x21, 0x00))).isEqualTo(new Answer.Itself());
    assertThat(read(Headers.of(0x21, 0x00, new byte[] {4, 0, 0}))).isEqualTo(new Answer.Itself());
    // LOCAL: all of it is passed over, whatever it is.
    assertThat(read(Headers.of(0x20, 0x00))).isEqualTo(new Answer.Itself());
    assertThat(read(Headers.of(0x20, 0xff, new byte[7]))).isEqualTo(new Answer.Itself());
  }

  @Test
  void valuesOfVersion2AreTold() {
    byte[] tls =
        Headers.tlv(
            0x20,
            new byte[] {7, 0, 0, 0, 0},
            Headers.tlv(0x21, "TLSv1.3"),
            Headers.tlv(0x22, "client.example"),
            Headers.tlv(0x23, "TLS_AES_128_GCM_SHA256"),
            Headers.tlv(0x24, "RSA-SHA256"),
            Headers.tlv(0x25, "RSA2048"));
    byte[] header =
        Headers.of(
            0x21,
            0x11,
            Headers.IP4,
            Headers.tlv(1, "smtp"),
            Headers.tlv(2, "mx.example"),
            Headers.tlv(4, "noop"),
            Headers.tlv(5, "unique"),
            Headers.tlv(0x30, "net"),
            Headers.tlv(0xee, "unknown"),
            tls,
            Headers.tlv(3, NO_SUM));
    assertThat(read(Headers.summed(header))).isEqualTo(peer("192.0.2.1", 40000));
    assertThat(variable("proxy_alpn")).isEqualTo("smtp");
    assertThat(variable("proxy_authority")).isEqualTo("mx.example");
    assertThat(variable("proxy_unique_id")).isEqualTo("unique");
    assertThat(variable("proxy_netns")).isEqualTo("net");
    assertThat(variable("proxy_ssl")).isEqualTo("yes");
    assertThat(variable("proxy_ssl_verified")).isEqualTo("yes");
    assertThat(variable("proxy_ssl_version")).isEqualTo("TLSv1.3");
    assertThat(variable("proxy_ssl_cn")).isEqualTo("client.example");
    assertThat(variable("proxy_ssl_cipher")).isEqualTo("TLS_AES_128_GCM_SHA256");
    assertThat(variable("proxy_ssl_sig_alg")).isEqualTo("RSA-SHA256");
    assertThat(variable("proxy_ssl_key_alg")).isEqualTo("RSA2048");
    assertThat(new ProxyVariables().value("proxy_ssl_cn", mail).isTainted()).isTrue();
  }

  @Test
  void noCertificateIsNotAVerifiedOne() {
    read(Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(0x20, new byte[] {1, 0, 0, 0, 0})));
    assertThat(variable("proxy_ssl")).isEqualTo("yes");
    assertThat(variable("proxy_ssl_verified")).isEqualTo("no");
    read(Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(0x20, new byte[] {3, 0, 0, 0, 9})));
    assertThat(variable("proxy_ssl_verified")).isEqualTo("no");
  }

  @Test
  void wrongHeadersOfVersion2AreRefused() {
    byte[] good = Headers.of(0x21, 0x11, Headers.IP4);
    byte[] huge = Headers.of(0x21, 0x11, new byte[5000]);
    byte[][] wrong = {
      Headers.of(0x11, 0x11, Headers.IP4),
      Headers.of(0x31, 0x11, Headers.IP4),
      Headers.of(0x22, 0x11, Headers.IP4),
      Headers.of(0x21, 0x12, Headers.IP4),
      Headers.of(0x21, 0x41, Headers.IP4),
      Headers.of(0x21, 0x10, Headers.IP4),
      Headers.of(0x21, 0x11, new byte[11]),
      Headers.of(0x21, 0x21, new byte[35]),
      Headers.of(0x21, 0x31, new byte[215]),
      Headers.of(0x21, 0x11, Headers.IP4, new byte[] {1}),
      Headers.of(0x21, 0x11, Headers.IP4, new byte[] {1, 0, 1}),
      Headers.of(0x21, 0x11, Headers.IP4, new byte[] {1, (byte) 0xff, (byte) 0xff, 0}),
      Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(3, NO_SUM)),
      Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(3, new byte[3])),
      Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(0x20, new byte[4])),
      Headers.of(
          0x21, 0x11, Headers.IP4, Headers.tlv(0x20, new byte[5], new byte[] {0x22, 0, 9, 1})),
      Arrays.copyOf(good, good.length - 1),
      huge,
    };
    for (byte[] header : wrong) {
      assertThat(read(header))
          .as(Arrays.toString(Arrays.copyOf(header, 40)))
          .isInstanceOf(Answer.Refused.class);
    }
  }

  /** Where memory is not managed, addresses that were not sent are read off the stack. */
  @Test
  void aLengthTooShortForItsFamilyNamesNoPeer() {
    int[][] families = {{0x11, 12}, {0x12, 12}, {0x21, 36}, {0x22, 36}, {0x31, 216}, {0x32, 216}};
    for (int[] family : families) {
      for (int length = 0; length < family[1]; length++) {
        assertThat(read(Headers.of(0x21, family[0], new byte[length])))
            .as("family %x, %d octets", family[0], length)
            .isInstanceOf(Answer.Refused.class);
        assertThat(variable("proxy_external_address")).isEmpty();
        assertThat(variable("proxy_host_address")).isEmpty();
      }
    }
  }

  /**
   * No length makes it write or read beyond what it holds, and what is read is passed over whole.
   */
  @Test
  void aLengthOfAnySizeIsHeldWithinTheLimit() {
    for (int length = 12; length <= 0xffff; length += length < 600 ? 1 : 997) {
      byte[] header =
          Headers.join(
              Headers.of(0x21, 0x11, Headers.IP4, new byte[length - 12]), new byte[] {'N'});
      MemoryInput input = new MemoryInput(header, "");
      Answer answer = new ProxyPreamble().read(input, mail);
      if (!(answer instanceof Answer.Refused)) {
        assertThat(answer).isEqualTo(peer("192.0.2.1", 40000));
        assertThat(input.rest()).isEqualTo("N");
        assertThat(length).isLessThanOrEqualTo(4096);
      }
    }
  }

  @Test
  void declaresItsWords() {
    assertThat(DeclaredWords.of(ProxyOptions.class, ProxyVariables.class))
        .containsOnlyKeys("option.main", "variable")
        .containsEntry("variable", new java.util.TreeSet<>(new ProxyVariables().names()));
    assertThat(new ProxyOptions().formerNames())
        .containsEntry("proxy_required_hosts", "hosts_proxy");
  }

  @Nested
  class Contract implements PreambleContract {
    @Override
    public Preamble preamble() {
      return new ProxyPreamble();
    }

    @Override
    public byte[] good() {
      return Headers.summed(Headers.of(0x21, 0x11, Headers.IP4, Headers.tlv(3, NO_SUM)));
    }

    @Override
    public MemoryMail connection() {
      return ProxyPreambleTest.mail();
    }
  }

  @Nested
  class Line extends Contract {
    @Override
    public byte[] good() {
      return LINE.getBytes(StandardCharsets.US_ASCII);
    }
  }

  @Nested
  class Options implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new ProxyOptions();
    }
  }

  @Nested
  class Variables implements VariableSetContract {
    @Override
    public VariableSet variables() {
      return new ProxyVariables();
    }

    @Override
    public MailView rich() {
      byte[] tls =
          Headers.tlv(
              0x20,
              new byte[5],
              Headers.tlv(0x21, "v"),
              Headers.tlv(0x22, "c"),
              Headers.tlv(0x23, "c"),
              Headers.tlv(0x24, "s"),
              Headers.tlv(0x25, "k"));
      MemoryMail known = mail();
      new ProxyPreamble()
          .read(
              new MemoryInput(
                  Headers.of(
                      0x21,
                      0x11,
                      Headers.IP4,
                      Headers.tlv(1, "a"),
                      Headers.tlv(2, "b"),
                      Headers.tlv(5, "u"),
                      Headers.tlv(0x30, "n"),
                      tls),
                  ""),
              known);
      return known;
    }
  }
}
