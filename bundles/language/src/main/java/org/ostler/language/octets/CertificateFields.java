// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.DistinguishedName;

/** What <code>${certextract}</code> shows of a certificate, as Exim with GnuTLS writes it. */
public final class CertificateFields {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern HASH_WITH_KEY = Pattern.compile("(SHA\\d+|MD\\d)with(\\w+)");
  private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");
  // id-ad-ocsp (RFC 5280 §4.2.2.1), as DER.
  private static final byte[] OCSP = {6, 8, 43, 6, 1, 5, 5, 7, 48, 1};

  private static final List<String> NAMES =
      List.of(
          "version",
          "serial_number",
          "subject",
          "notbefore",
          "notafter",
          "issuer",
          "signature",
          "sig_algorithm",
          "subj_altname",
          "ocsp_uri",
          "crl_uri");

  private final X509Certificate certificate;

  private CertificateFields(X509Certificate certificate) {
    this.certificate = certificate;
  }

  /** Of a certificate in PEM. */
  public static CertificateFields of(String pem) throws CertificateException {
    return new CertificateFields(
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
  }

  /** The certificate itself, as octets of DER. */
  public String der() {
    try {
      return new String(certificate.getEncoded(), StandardCharsets.ISO_8859_1);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was decoded", e);
    }
  }

  /** There is no such field; the message is Exim's. */
  public static final class BadSelector extends Exception {
    private static final long serialVersionUID = 1L;

    BadSelector(String field) {
      super("bad field selector \"" + field + "\" for certextract");
    }
  }

  /**
   * A field; null when the certificate has none.
   *
   * @param selector its name and modifiers parted by commas, or the number of an extension
   */
  public @Nullable String field(String selector) throws BadSelector {
    if (!selector.isEmpty() && Character.isDigit(selector.charAt(0))) {
      byte[] value = extension(selector.split(",", 2)[0]);
      return value == null ? null : BYTES.formatHex(value);
    }
    String field = NAMES.stream().filter(known -> begins(selector, known)).findFirst().orElse("");
    List<String> modifiers =
        selector.startsWith(",", field.length())
            ? List.of(selector.substring(field.length() + 1).split("\\s*,\\s*", -1))
            : List.of();
    return switch (field) {
      case "version" -> String.valueOf(certificate.getVersion());
      case "serial_number" -> certificate.getSerialNumber().toString(16);
      case "subject" ->
          name(DistinguishedName.of(certificate.getSubjectX500Principal()), modifiers);
      case "issuer" -> name(DistinguishedName.of(certificate.getIssuerX500Principal()), modifiers);
      case "notbefore" -> time(certificate.getNotBefore().toInstant(), modifiers);
      case "notafter" -> time(certificate.getNotAfter().toInstant(), modifiers);
      case "signature" -> BYTES.formatHex(certificate.getSignature());
      case "sig_algorithm" -> algorithm();
      case "subj_altname" -> alternativeNames(modifiers);
      case "ocsp_uri" -> uris("1.3.6.1.5.5.7.1.1", OCSP, modifiers);
      case "crl_uri" -> uris("2.5.29.31", new byte[0], modifiers);
      default -> throw new BadSelector(selector);
    };
  }

  /** As Exim compares them: what follows the name is not looked at unless it is a comma. */
  private static boolean begins(String selector, String name) {
    return selector.regionMatches(true, 0, name, 0, name.length());
  }

  private static String time(Instant time, List<String> modifiers) {
    return modifiers.contains("int") ? String.valueOf(time.getEpochSecond()) : TIME.format(time);
  }

  private static @Nullable String name(String name, List<String> modifiers) {
    String type = modifiers.stream().filter(word -> !word.startsWith(">")).findFirst().orElse(null);
    if (type == null) {
      return name;
    }
    List<String> found = new ArrayList<>();
    for (String part : name.split("(?<!\\\\)[,+]", -1)) {
      if (part.regionMatches(true, 0, type + "=", 0, type.length() + 1)) {
        found.add(part.substring(type.length() + 1));
      }
    }
    return list(found, modifiers);
  }

  /** Newlines part the elements, or what stands behind an angle bracket; within them it doubles. */
  private static @Nullable String list(List<String> elements, List<String> modifiers) {
    if (elements.isEmpty()) {
      return null;
    }
    String separator =
        modifiers.stream()
            .filter(word -> word.length() > 1 && word.startsWith(">"))
            .map(word -> word.substring(1, 2))
            .findFirst()
            .orElse("\n");
    return String.join(
        separator,
        elements.stream().map(e -> e.replace(separator, separator + separator)).toList());
  }

  private String algorithm() {
    String name = certificate.getSigAlgName();
    Matcher parts = HASH_WITH_KEY.matcher(name);
    if (parts.matches()) {
      return parts.group(2) + "-" + parts.group(1);
    }
    return name.startsWith("Ed") ? "EdDSA-" + name : name;
  }

  private @Nullable String alternativeNames(List<String> modifiers) {
    String only =
        modifiers.stream()
            .map(word -> word.toUpperCase(Locale.ROOT))
            .filter(List.of("DNS", "URI", "MAIL")::contains)
            .findFirst()
            .orElse(null);
    List<String> found = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> one : all == null ? List.<List<?>>of() : all) {
        String tag =
            switch ((Integer) one.get(0)) {
              case 1 -> "MAIL";
              case 2 -> "DNS";
              case 6 -> "URI";
              default -> "";
            };
        if (!tag.isEmpty() && (only == null || only.equals(tag))) {
          found.add(only == null ? tag + "=" + one.get(1) : String.valueOf(one.get(1)));
        }
      }
    } catch (CertificateException _) {
      return null;
    }
    return list(found, modifiers);
  }

  private @Nullable String uris(String extension, byte[] behind, List<String> modifiers) {
    byte[] value = extension(extension);
    if (value == null) {
      return null;
    }
    List<String> found = new ArrayList<>();
    boolean wanted = behind.length == 0;
    // GeneralName [6] IA5String; what is constructed is walked into, the rest passed over.
    for (Der der = new Der(value, 0); der.isThere(); der = der.next()) {
      if (der.tag() == 6) {
        wanted = der.isFrom(behind);
      } else if (der.tag() == 0x86 && wanted) {
        found.add(new String(der.content(), StandardCharsets.ISO_8859_1));
      }
    }
    return list(found, modifiers);
  }

  private byte @Nullable [] extension(String number) {
    byte[] wrapped = certificate.getExtensionValue(number);
    return wrapped == null ? null : new Der(wrapped, 0).content();
  }
}
