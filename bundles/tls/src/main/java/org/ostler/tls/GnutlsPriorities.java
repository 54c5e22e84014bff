// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.ostler.api.option.InvalidArgument;

/**
 * A priority string of GnuTLS ("Priority strings" in its manual): a starting point, then words that
 * add ({@code +}) or take away ({@code -}, {@code !}), and {@code %} for behaviour.
 */
final class GnutlsPriorities {
  private static final List<String> STARTS =
      List.of(
          "NORMAL",
          "PERFORMANCE",
          "SECURE",
          "SECURE128",
          "SECURE192",
          "SECURE256",
          "PFS",
          "LEGACY",
          "SUITEB128",
          "SUITEB192",
          "NONE",
          "SYSTEM");

  private static final Map<String, Integer> GROUPS =
      Map.ofEntries(
          Map.entry("SECP256R1", NamedGroup.secp256r1),
          Map.entry("SECP384R1", NamedGroup.secp384r1),
          Map.entry("SECP521R1", NamedGroup.secp521r1),
          Map.entry("X25519", NamedGroup.x25519),
          Map.entry("X448", NamedGroup.x448),
          Map.entry("FFDHE2048", NamedGroup.ffdhe2048),
          Map.entry("FFDHE3072", NamedGroup.ffdhe3072),
          Map.entry("FFDHE4096", NamedGroup.ffdhe4096),
          Map.entry("FFDHE6144", NamedGroup.ffdhe6144),
          Map.entry("FFDHE8192", NamedGroup.ffdhe8192));

  private static final Set<String> CIPHERS =
      Set.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305", "AES-256-CBC", "AES-128-CBC");
  private static final Set<String> MACS = Set.of("AEAD", "SHA1", "SHA256", "SHA384");
  private static final Set<String> EXCHANGES = Set.of("RSA", "DHE-RSA", "ECDHE-RSA", "ECDHE-ECDSA");

  /** What GnuTLS knows and nobody has here. */
  private static final Set<String> FOREIGN =
      Set.of(
          "ARCFOUR-128",
          "ARCFOUR-40",
          "RC2-40",
          "3DES-CBC",
          "DES-CBC",
          "NULL",
          "AES-192-CBC",
          "AES-128-CCM",
          "AES-256-CCM",
          "AES-128-CCM-8",
          "AES-256-CCM-8",
          "CAMELLIA-128-CBC",
          "CAMELLIA-192-CBC",
          "CAMELLIA-256-CBC",
          "CAMELLIA-128-GCM",
          "CAMELLIA-256-GCM",
          "MD5",
          "SHA512",
          "UMAC-96",
          "UMAC-128",
          "DHE-DSS",
          "ANON-DH",
          "ANON-ECDH",
          "PSK",
          "DHE-PSK",
          "ECDHE-PSK",
          "RSA-PSK",
          "SRP",
          "SRP-RSA",
          "SRP-DSS",
          "RSA-EXPORT",
          "VERS-SSL3.0",
          "VERS-TLS1.0",
          "VERS-TLS1.1",
          "VERS-DTLS0.9",
          "VERS-DTLS1.0",
          "VERS-DTLS1.2",
          "VERS-DTLS-ALL",
          "COMP-NULL",
          "COMP-ALL",
          "COMP-DEFLATE",
          "CTYPE-X.509",
          "CTYPE-X509",
          "CTYPE-OPENPGP",
          "CTYPE-ALL",
          "CTYPE-CLI-ALL",
          "CTYPE-SRV-ALL",
          "SECP192R1",
          "SECP224R1",
          "GOST-ALL",
          "VKO-GOST-12");

  private final List<ProtocolVersion> versions = new ArrayList<>();
  private final Set<String> ciphers = new LinkedHashSet<>();
  private final Set<String> macs = new LinkedHashSet<>();
  private final Set<String> exchanges = new LinkedHashSet<>();
  private final Set<Integer> groups = new LinkedHashSet<>();
  private boolean ownOrder;
  private boolean tickets = true;

  private GnutlsPriorities() {}

  /** Whether the words are a priority string and no cipher list of OpenSSL. */
  static boolean isMeant(String words) {
    String first = words.strip().split(":", 2)[0];
    return STARTS.contains(first) || first.matches("@(?!STRENGTH|SECLEVEL).*");
  }

  static Choice parse(String words) throws InvalidArgument {
    String[] parts = words.strip().split(":", -1);
    GnutlsPriorities priorities = new GnutlsPriorities();
    priorities.start(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].isEmpty()) {
        priorities.apply(parts[i]);
      }
    }
    return priorities.choice(words);
  }

  private Choice choice(String words) throws InvalidArgument {
    List<Suite> suites =
        ciphers.stream()
            .flatMap(cipher -> Suite.ALL.stream().filter(suite -> suite.cipher().equals(cipher)))
            .filter(
                suite ->
                    macs.contains(suite.mac())
                        && (suite.isModern() || exchanges.contains(exchangeOf(suite))))
            .toList();
    if (suites.isEmpty() || versions.isEmpty() || groups.isEmpty()) {
      throw new InvalidArgument(
          "tls_require_ciphers: \""
              + words
              + "\" leaves no "
              + (versions.isEmpty() ? "version of TLS that is spoken here" : "cipher or group"));
    }
    versions.sort((a, b) -> a.isLaterVersionOf(b) ? -1 : a.equals(b) ? 0 : 1);
    return new Choice(versions, suites, List.copyOf(groups), null, ownOrder, tickets);
  }

  private static String exchangeOf(Suite suite) {
    return suite.exchange().equals("RSA") ? "RSA" : suite.exchange() + "-" + suite.authentication();
  }

  private void start(String word) throws InvalidArgument {
    if (word.startsWith("@") || word.equals("SYSTEM")) {
      throw new InvalidArgument(
          "tls_require_ciphers: \""
              + word
              + "\" names a policy of the machine's GnuTLS, which is"
              + " not read here");
    }
    if (word.equals("NONE")) {
      return;
    }
    everything();
    switch (word) {
      case "SECURE192", "SECURE256", "SUITEB192" -> {
        ciphers.removeIf(cipher -> cipher.contains("128"));
        groups.removeIf(g -> g == NamedGroup.x25519 || g == NamedGroup.secp256r1);
      }
      case "PFS" -> exchanges.remove("RSA");
      default -> {}
    }
    if (word.startsWith("SUITEB")) {
      ciphers.removeIf(cipher -> !cipher.endsWith("-GCM"));
      exchanges.retainAll(Set.of("ECDHE-ECDSA"));
      groups.retainAll(Set.of(NamedGroup.secp256r1, NamedGroup.secp384r1));
    }
  }

  private void everything() {
    versions.addAll(Choice.VERSIONS);
    ciphers.addAll(Suite.ALL.stream().map(Suite::cipher).toList());
    macs.addAll(MACS);
    exchanges.addAll(List.of("ECDHE-ECDSA", "ECDHE-RSA", "DHE-RSA", "RSA"));
    groups.addAll(Choice.GROUPS);
  }

  private void apply(String word) throws InvalidArgument {
    char sign = word.charAt(0);
    String rest = word.substring(1);
    switch (sign) {
      case '%' -> behave(rest);
      case '+' -> change(rest, true);
      case '-', '!' -> change(rest, false);
      default -> {
        if (!STARTS.contains(word)) {
          throw unknown(word);
        }
        start(word);
      }
    }
  }

  private void behave(String word) throws InvalidArgument {
    switch (word) {
      case "SERVER_PRECEDENCE" -> ownOrder = true;
      case "NO_TICKETS", "NO_TICKETS_TLS12" -> tickets = false;
      // These ask for what is so anyway.
      case "SAFE_RENEGOTIATION",
          "PARTIAL_RENEGOTIATION",
          "PARTIAL_SAFE_RENEGOTIATION",
          "COMPAT",
          "PROFILE_LOW",
          "PROFILE_LEGACY",
          "PROFILE_MEDIUM",
          "VERIFY_DISABLE_CRL_CHECKS",
          "LATEST_RECORD_VERSION",
          "SSL3_RECORD_VERSION",
          "DUMBFW",
          "NO_EXTENSIONS_SHUFFLE",
          "STATELESS_COMPRESSION",
          "DISABLE_TLS13_COMPAT_MODE" -> {}
      default -> throw unknown("%" + word);
    }
  }

  private void change(String word, boolean add) throws InvalidArgument {
    if (word.startsWith("VERS-")) {
      version(word, add);
    } else if (word.startsWith("GROUP-") || word.startsWith("CURVE-")) {
      group(word.substring(6), add);
    } else if (!isSignature(word) && !FOREIGN.contains(word) && !STARTS.contains(word)) {
      algorithm(word, add);
    } else if (STARTS.contains(word) && add) {
      start(word);
    } else if (STARTS.contains(word)) {
      throw unknown("-" + word);
    }
  }

  /** Algorithms of signatures: those that are here are all that GnuTLS calls secure. */
  private static boolean isSignature(String word) {
    return word.startsWith("SIGN-");
  }

  private void version(String word, boolean add) throws InvalidArgument {
    switch (word) {
      case "VERS-ALL", "VERS-TLS-ALL" -> change(versions, Choice.VERSIONS, add);
      case "VERS-TLS1.3" -> change(versions, List.of(ProtocolVersion.TLSv13), add);
      case "VERS-TLS1.2" -> change(versions, List.of(ProtocolVersion.TLSv12), add);
      default -> {
        if (!FOREIGN.contains(word)) {
          throw unknown(word);
        }
      }
    }
  }

  private void group(String word, boolean add) throws InvalidArgument {
    Integer group = GROUPS.get(word);
    Predicate<Integer> meant =
        switch (word) {
          case "ALL" -> one -> true;
          case "DH-ALL" -> NamedGroup::isFiniteField;
          case "EC-ALL" -> one -> !NamedGroup.isFiniteField(one);
          default -> one -> one.equals(group);
        };
    if (group == null && !word.endsWith("ALL") && !FOREIGN.contains(word)) {
      throw unknown("GROUP-" + word);
    }
    List<Integer> chosen = Choice.GROUPS.stream().filter(meant).toList();
    change(groups, chosen, add);
  }

  private void algorithm(String word, boolean add) throws InvalidArgument {
    switch (word) {
      case "CIPHER-ALL" -> change(ciphers, Suite.ALL.stream().map(Suite::cipher).toList(), add);
      case "MAC-ALL" -> change(macs, List.copyOf(MACS), add);
      case "KX-ALL" -> change(exchanges, List.copyOf(EXCHANGES), add);
      default -> {
        if (CIPHERS.contains(word)) {
          change(ciphers, List.of(word), add);
        } else if (MACS.contains(word)) {
          change(macs, List.of(word), add);
        } else if (EXCHANGES.contains(word)) {
          change(exchanges, List.of(word), add);
        } else {
          throw unknown((add ? "+" : "-") + word);
        }
      }
    }
  }

  private static <T> void change(Collection<T> set, List<T> words, boolean add) {
    if (add) {
      words.stream().filter(word -> !set.contains(word)).forEach(set::add);
    } else {
      set.removeAll(words);
    }
  }

  private static InvalidArgument unknown(String word) {
    return new InvalidArgument("tls_require_ciphers: unknown word \"" + word + "\"");
  }
}
