// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;

/**
 * A cipher list of OpenSSL, as ciphers(1) of OpenSSL describes it: words joined by {@code +}, after
 * {@code !}, {@code -} or {@code +}. It chooses among the suites of TLS 1.2; those of 1.3 are there
 * anyway, unless they are named.
 */
final class OpensslList {
  /** Words of OpenSSL for what does not exist here: they choose nothing. */
  private static final Set<String> EMPTY =
      Set.of(
          "LOW",
          "MEDIUM",
          "EXP",
          "EXPORT",
          "EXPORT40",
          "EXPORT56",
          "NULL",
          "ENULL",
          "ANULL",
          "ADH",
          "AECDH",
          "RC4",
          "RC2",
          "MD5",
          "DES",
          "3DES",
          "IDEA",
          "SEED",
          "CAMELLIA",
          "CAMELLIA128",
          "CAMELLIA256",
          "ARIA",
          "ARIA128",
          "ARIA256",
          "ARIAGCM",
          "AESCCM",
          "AESCCM8",
          "PSK",
          "KPSK",
          "KRSAPSK",
          "KECDHEPSK",
          "KDHEPSK",
          "APSK",
          "SRP",
          "KSRP",
          "ASRP",
          "DSS",
          "ADSS",
          "GOST",
          "KGOST",
          "AGOST",
          "GOST94",
          "GOST89MAC",
          "KRB5",
          "KDH",
          "KDHR",
          "KDHD",
          "KECDH",
          "KECDHR",
          "KECDHE_ANON",
          "AECDSA_ANON",
          "SSLV2",
          "COMPLEMENTOFALL",
          "COMPLEMENTOFDEFAULT");

  private final List<Suite> order = new ArrayList<>();
  private final Set<Suite> banned = new HashSet<>();
  private boolean modernNamed;

  private OpensslList() {}

  /** The suites in the order that the list asks for. */
  static List<Suite> parse(String words) throws InvalidArgument {
    OpensslList list = new OpensslList();
    for (String word : words.strip().split("[:,;\\s]+", -1)) {
      if (!word.isEmpty()) {
        list.apply(word);
      }
    }
    if (list.order.isEmpty()) {
      throw new InvalidArgument("tls_require_ciphers: \"" + words + "\" leaves no cipher");
    }
    if (!list.modernNamed) {
      list.order.addAll(0, modern(list.banned));
    }
    return List.copyOf(list.order);
  }

  private static List<Suite> modern(Set<Suite> banned) {
    return Suite.ALL.stream().filter(Suite::isModern).filter(s -> !banned.contains(s)).toList();
  }

  private void apply(String word) throws InvalidArgument {
    if (word.startsWith("@")) {
      command(word);
      return;
    }
    char sign = word.charAt(0);
    boolean signed = sign == '!' || sign == '-' || sign == '+';
    List<Suite> meant = meant(signed ? word.substring(1) : word);
    switch (sign) {
      case '!' -> {
        banned.addAll(meant);
        order.removeAll(meant);
      }
      case '-' -> order.removeAll(meant);
      case '+' -> {
        List<Suite> moved = order.stream().filter(meant::contains).toList();
        order.removeAll(moved);
        order.addAll(moved);
      }
      default -> meant.stream().filter(this::isNew).forEach(order::add);
    }
  }

  private boolean isNew(Suite suite) {
    return !banned.contains(suite) && !order.contains(suite);
  }

  private void command(String word) throws InvalidArgument {
    switch (word.toUpperCase(Locale.ROOT)) {
      case "@STRENGTH" -> order.sort(Comparator.comparingInt(Suite::bits).reversed());
      // Levels 0 to 2 ask for no more than is done: no key below 112 bits of security is here.
      case "@SECLEVEL=0", "@SECLEVEL=1", "@SECLEVEL=2" -> {}
      default -> throw unknown(word);
    }
  }

  /** The suites that a word without its sign stands for. */
  private List<Suite> meant(String word) throws InvalidArgument {
    for (Suite suite : Suite.ALL) {
      if (suite.name().equals(word) || suite.standardName().equals(word)) {
        modernNamed |= suite.isModern();
        return List.of(suite);
      }
    }
    Predicate<Suite> all = suite -> !suite.isModern();
    for (String part : word.split("\\+", -1)) {
      Predicate<Suite> one = part(part.toUpperCase(Locale.ROOT));
      if (one == null) {
        throw unknown(word);
      }
      all = all.and(one);
    }
    return new LinkedHashSet<>(Suite.ALL).stream().filter(all).toList();
  }

  private static @Nullable Predicate<Suite> part(String word) {
    if (EMPTY.contains(word) || isForeignName(word)) {
      return suite -> false;
    }
    return switch (word) {
      case "ALL", "DEFAULT", "HIGH", "TLSV1.2", "FIPS" -> suite -> true;
      case "TLSV1", "TLSV1.0", "SSLV3" -> suite -> suite.mac().equals("SHA1");
      case "ECDHE", "EECDH", "KECDHE", "KEECDH", "ECDH" -> exchange("ECDHE");
      case "DHE", "EDH", "KDHE", "KEDH", "DH" -> exchange("DHE");
      case "RSA", "KRSA" -> exchange("RSA");
      case "ARSA" -> suite -> suite.authentication().equals("RSA");
      case "ECDSA", "AECDSA" -> suite -> suite.authentication().equals("ECDSA");
      case "AES" -> cipher("AES-");
      case "AES128" -> cipher("AES-128");
      case "AES256" -> cipher("AES-256");
      case "AESGCM" -> suite -> suite.cipher().endsWith("-GCM");
      case "CHACHA20" -> cipher("CHACHA20");
      case "SHA", "SHA1" -> suite -> suite.mac().equals("SHA1");
      case "SHA256", "SHA384" -> suite -> suite.mac().equals(word);
      case "CBC" -> suite -> suite.cipher().endsWith("-CBC");
      case "SUITEB128", "SUITEB128ONLY", "SUITEB128C2" -> suiteB("AES-128-GCM");
      case "SUITEB192" -> suiteB("AES-256-GCM");
      default -> null;
    };
  }

  private static Predicate<Suite> exchange(String name) {
    return suite -> suite.exchange().equals(name);
  }

  private static Predicate<Suite> cipher(String start) {
    return suite -> suite.cipher().startsWith(start);
  }

  private static Predicate<Suite> suiteB(String cipher) {
    return suite -> suite.authentication().equals("ECDSA") && suite.cipher().equals(cipher);
  }

  /** Whether it is the name of a suite that is not here, for a cipher that is not here. */
  private static boolean isForeignName(String word) {
    return word.indexOf('-') > 0
        && Stream.of(
                "RC4",
                "DES-CBC",
                "CAMELLIA",
                "ARIA",
                "SEED",
                "IDEA",
                "PSK",
                "SRP",
                "DSS",
                "CCM",
                "NULL",
                "ADH-",
                "AECDH-",
                "GOST",
                "EXP-")
            .anyMatch(word::contains);
  }

  private static InvalidArgument unknown(String word) {
    return new InvalidArgument("tls_require_ciphers: unknown word \"" + word + "\"");
  }
}
