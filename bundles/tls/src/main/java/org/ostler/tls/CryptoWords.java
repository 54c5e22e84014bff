// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.tls.CryptoTerms;
import org.ostler.api.tls.TlsFailure;

/** What the words of Exim's options about cryptography come to. */
final class CryptoWords {
  private static final Map<String, Integer> CURVES =
      Map.ofEntries(
          Map.entry("prime256v1", NamedGroup.secp256r1),
          Map.entry("secp256r1", NamedGroup.secp256r1),
          Map.entry("p-256", NamedGroup.secp256r1),
          Map.entry("secp384r1", NamedGroup.secp384r1),
          Map.entry("p-384", NamedGroup.secp384r1),
          Map.entry("secp521r1", NamedGroup.secp521r1),
          Map.entry("p-521", NamedGroup.secp521r1),
          Map.entry("x25519", NamedGroup.x25519),
          Map.entry("x448", NamedGroup.x448));

  /** Bits of OpenSSL that ask for what is so anyway, or for bugs of others that nobody has here. */
  private static final Set<String> NOTHING =
      Set.of(
          "all",
          "cryptopro_tlsext_bug",
          "dont_insert_empty_fragments",
          "ephemeral_rsa",
          "microsoft_big_sslv3_buffer",
          "microsoft_sess_id_bug",
          "msie_sslv2_rsa_padding",
          "netscape_challenge_bug",
          "netscape_reuse_cipher_change_bug",
          "no_compression",
          "no_session_resumption_on_renegotiation",
          "no_sslv2",
          "no_sslv3",
          "no_tlsv1",
          "no_tlsv1_1",
          "safari_ecdhe_ecdsa_bug",
          "single_dh_use",
          "single_ecdh_use",
          "ssleay_080_client_dh_bug",
          "sslref2_reuse_cert_type_bug",
          "tls_block_padding_bug",
          "tls_d5_bug",
          "tls_rollback_bug",
          "no_renegotiation",
          "no_anti_replay",
          "enable_middlebox_compat");

  private CryptoWords() {}

  /** Compiles the terms; files are not read. */
  static Choice parse(CryptoTerms terms) throws InvalidArgument {
    Choice choice = ciphers(terms.ciphers());
    choice = withCurves(choice, terms.curves());
    choice = withDh(choice, terms);
    return withOptions(choice, terms.opensslOptions());
  }

  /** The same for a connection: files are read, and a wrong word is a failure. */
  static Choice choose(CryptoTerms terms, FileCache<DhParameters> files) throws TlsFailure {
    Choice choice;
    try {
      choice = parse(terms);
    } catch (InvalidArgument e) {
      throw new TlsFailure(TlsFailure.Kind.CONFIGURATION, String.valueOf(e.getMessage()), e);
    }
    String file = terms.dhParameters();
    if (file == null || !DhParameters.isFile(file)) {
      return choice;
    }
    DhParameters parameters = files.get(List.of(file));
    // Exim: a prime that is too large for clients is not used.
    return parameters.bits() > terms.dhBits() ? choice : with(choice, parameters);
  }

  private static Choice ciphers(@Nullable String words) throws InvalidArgument {
    if (words == null || words.isBlank()) {
      return new Choice(Choice.VERSIONS, Suite.ALL, Choice.GROUPS, null, false, true);
    }
    return GnutlsPriorities.isMeant(words)
        ? GnutlsPriorities.parse(words)
        : new Choice(Choice.VERSIONS, OpensslList.parse(words), Choice.GROUPS, null, false, true);
  }

  private static Choice withCurves(Choice choice, @Nullable String words) throws InvalidArgument {
    if (words == null || words.isBlank() || words.strip().equals("auto")) {
      return choice;
    }
    List<Integer> groups = new ArrayList<>();
    for (String word : words.strip().split("[:\\s]+", -1)) {
      Integer group = CURVES.get(word.toLowerCase(Locale.ROOT));
      if (group == null) {
        throw new InvalidArgument("tls_eccurve: unknown curve \"" + word + "\"");
      }
      groups.add(group);
    }
    choice.groups().stream().filter(NamedGroup::isFiniteField).forEach(groups::add);
    return new Choice(
        choice.versions(),
        choice.suites(),
        groups,
        choice.dh(),
        choice.ownOrder(),
        choice.tickets());
  }

  private static Choice withDh(Choice choice, CryptoTerms terms) throws InvalidArgument {
    String words = terms.dhParameters();
    if (words == null || words.isBlank() || DhParameters.isFile(words)) {
      return choice;
    }
    return switch (words.strip()) {
      case "none" -> with(choice, DhParameters.NONE);
      // Exim's own words for a prime of its choice.
      case "default", "historic" -> choice;
      default -> {
        DhParameters named = DhParameters.named(words.strip());
        yield named.bits() > terms.dhBits() ? choice : with(choice, named);
      }
    };
  }

  private static Choice with(Choice choice, DhParameters parameters) {
    return new Choice(
        choice.versions(),
        choice.suites(),
        choice.groups(),
        parameters,
        choice.ownOrder(),
        choice.tickets());
  }

  private static Choice withOptions(Choice choice, String words) throws InvalidArgument {
    List<ProtocolVersion> versions = new ArrayList<>(choice.versions());
    boolean ownOrder = choice.ownOrder();
    boolean tickets = choice.tickets();
    for (String word : words.strip().split("\\s+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      boolean on = word.charAt(0) == '+';
      if (!on && word.charAt(0) != '-') {
        throw new InvalidArgument("openssl_options: + or - must stand before \"" + word + "\"");
      }
      switch (word.substring(1)) {
        case "no_tlsv1_2" -> forbid(versions, ProtocolVersion.TLSv12, on);
        case "no_tlsv1_3" -> forbid(versions, ProtocolVersion.TLSv13, on);
        case "cipher_server_preference" -> ownOrder = on;
        case "no_ticket" -> tickets = !on;
        case "legacy_server_connect", "allow_unsafe_legacy_renegotiation" -> {
          if (on) {
            throw new InvalidArgument(
                "openssl_options: \"" + word + "\" is not done: it gives up RFC 5746");
          }
        }
        default -> {
          if (!NOTHING.contains(word.substring(1))) {
            throw new InvalidArgument("openssl_options: unknown word \"" + word + "\"");
          }
        }
      }
    }
    if (versions.isEmpty()) {
      throw new InvalidArgument("openssl_options: no version of TLS is left");
    }
    return new Choice(versions, choice.suites(), choice.groups(), choice.dh(), ownOrder, tickets);
  }

  private static void forbid(List<ProtocolVersion> versions, ProtocolVersion one, boolean on) {
    if (on) {
      versions.remove(one);
    }
  }
}
