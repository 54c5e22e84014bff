// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples of RFC 4013 §3, and octets that are no text. */
class SaslPrepTest {
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void publishedExamples() {
    assertThat(SaslPrep.prepare(utf8("I\u00adX"))).isEqualTo("IX");
    assertThat(SaslPrep.prepare("user")).isEqualTo("user");
    assertThat(SaslPrep.prepare("USER")).isEqualTo("USER");
    assertThat(SaslPrep.prepare(utf8("\u00aa"))).isEqualTo("a");
    assertThat(SaslPrep.prepare(utf8("\u2168"))).isEqualTo("IX");
    assertThat(SaslPrep.prepare(utf8("\u0007"))).isNull();
    assertThat(SaslPrep.prepare(utf8("\u0627\u0031"))).isNull();
  }

  @Test
  void whatIsNoTextIsNoName() {
    assertThat(SaslPrep.prepare("")).isNull();
    assertThat(SaslPrep.prepare(utf8("\u00ad"))).isNull();
    assertThat(SaslPrep.prepare("\u00ff")).isNull();
    assertThat(SaslPrep.prepare(utf8("a\u00a0b"))).isEqualTo("a b");
    assertThat(SaslPrep.prepare(utf8("p\u00e4ss"))).isEqualTo(utf8("p\u00e4ss"));
  }
}
