// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import static org.bouncycastle.tls.CipherSuite.*;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsSession;

/**
 * A cipher suite, as its names take it apart.
 *
 * @param code its number in IANA's registry
 * @param name its name in OpenSSL
 * @param standardName its name in IANA's registry
 * @param exchange how keys are exchanged; {@code any} in TLS 1.3
 * @param authentication {@code RSA}, {@code ECDSA}; {@code any} in TLS 1.3
 * @param cipher the name of the cipher in GnuTLS
 * @param mac the name of its MAC in GnuTLS
 * @param bits the strength of the cipher's key
 */
record Suite(
    int code,
    String name,
    String standardName,
    String exchange,
    String authentication,
    String cipher,
    String mac,
    int bits) {
  /** All that there are, the best first. */
  static final List<Suite> ALL =
      List.of(
          modern(TLS_AES_256_GCM_SHA384, "TLS_AES_256_GCM_SHA384", "AES-256-GCM", 256),
          modern(
              TLS_CHACHA20_POLY1305_SHA256,
              "TLS_CHACHA20_POLY1305_SHA256",
              "CHACHA20-POLY1305",
              256),
          modern(TLS_AES_128_GCM_SHA256, "TLS_AES_128_GCM_SHA256", "AES-128-GCM", 128),
          aead(TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, "ECDHE-ECDSA-AES256-GCM-SHA384"),
          aead(TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, "ECDHE-RSA-AES256-GCM-SHA384"),
          aead(TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, "DHE-RSA-AES256-GCM-SHA384"),
          aead(TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, "ECDHE-ECDSA-CHACHA20-POLY1305"),
          aead(TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, "ECDHE-RSA-CHACHA20-POLY1305"),
          aead(TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, "DHE-RSA-CHACHA20-POLY1305"),
          aead(TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, "ECDHE-ECDSA-AES128-GCM-SHA256"),
          aead(TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "ECDHE-RSA-AES128-GCM-SHA256"),
          aead(TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, "DHE-RSA-AES128-GCM-SHA256"),
          cbc(TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, "ECDHE-ECDSA-AES256-SHA384"),
          cbc(TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, "ECDHE-RSA-AES256-SHA384"),
          cbc(TLS_DHE_RSA_WITH_AES_256_CBC_SHA256, "DHE-RSA-AES256-SHA256"),
          cbc(TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, "ECDHE-ECDSA-AES128-SHA256"),
          cbc(TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, "ECDHE-RSA-AES128-SHA256"),
          cbc(TLS_DHE_RSA_WITH_AES_128_CBC_SHA256, "DHE-RSA-AES128-SHA256"),
          cbc(TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, "ECDHE-ECDSA-AES256-SHA"),
          cbc(TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, "ECDHE-RSA-AES256-SHA"),
          cbc(TLS_DHE_RSA_WITH_AES_256_CBC_SHA, "DHE-RSA-AES256-SHA"),
          cbc(TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, "ECDHE-ECDSA-AES128-SHA"),
          cbc(TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, "ECDHE-RSA-AES128-SHA"),
          cbc(TLS_DHE_RSA_WITH_AES_128_CBC_SHA, "DHE-RSA-AES128-SHA"),
          aead(TLS_RSA_WITH_AES_256_GCM_SHA384, "AES256-GCM-SHA384"),
          aead(TLS_RSA_WITH_AES_128_GCM_SHA256, "AES128-GCM-SHA256"),
          cbc(TLS_RSA_WITH_AES_256_CBC_SHA256, "AES256-SHA256"),
          cbc(TLS_RSA_WITH_AES_128_CBC_SHA256, "AES128-SHA256"),
          cbc(TLS_RSA_WITH_AES_256_CBC_SHA, "AES256-SHA"),
          cbc(TLS_RSA_WITH_AES_128_CBC_SHA, "AES128-SHA"));

  private static final Map<Integer, Suite> BY_CODE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Suite::code, Function.identity()));

  static @Nullable Suite of(int code) {
    return BY_CODE.get(code);
  }

  /** Whether it belongs to TLS 1.3. */
  boolean isModern() {
    return exchange.equals("any");
  }

  TlsSession.Cipher shown() {
    return new TlsSession.Cipher(name, standardName, bits);
  }

  private static Suite modern(int code, String name, String cipher, int bits) {
    return new Suite(code, name, name, "any", "any", cipher, "AEAD", bits);
  }

  private static Suite aead(int code, String name) {
    String cipher =
        name.contains("CHACHA20")
            ? "CHACHA20-POLY1305"
            : name.contains("AES256") ? "AES-256-GCM" : "AES-128-GCM";
    return older(code, name, cipher, "AEAD");
  }

  private static Suite cbc(int code, String name) {
    String hash = name.substring(name.lastIndexOf('-') + 1);
    return older(
        code,
        name,
        name.contains("AES256") ? "AES-256-CBC" : "AES-128-CBC",
        hash.equals("SHA") ? "SHA1" : hash);
  }

  private static Suite older(int code, String name, String cipher, String mac) {
    String exchange = name.startsWith("ECDHE-") ? "ECDHE" : name.startsWith("DHE-") ? "DHE" : "RSA";
    String authentication = name.contains("ECDSA") ? "ECDSA" : "RSA";
    int bits = cipher.contains("128") ? 128 : 256;
    return new Suite(
        code,
        name,
        standardName(exchange, authentication, cipher, name),
        exchange,
        authentication,
        cipher,
        mac,
        bits);
  }

  private static String standardName(
      String exchange, String authentication, String cipher, String name) {
    String keys = exchange.equals("RSA") ? "RSA" : exchange + "_" + authentication;
    String last = name.substring(name.lastIndexOf('-') + 1);
    String hash = last.startsWith("SHA") ? last : "SHA256";
    return "TLS_" + keys + "_WITH_" + cipher.replace('-', '_') + "_" + hash;
  }
}
