// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.CertificateFields;
import org.ostler.language.octets.Hashing;
import org.ostler.language.text.Ascii;

/**
 * The item certextract, and the operators that take a certificate itself where their operand is a
 * variable that shows one.
 */
final class CertificateItem {
  /** Behind the name of a variable that shows a certificate: the certificate, as PEM. */
  private static final String PEM = ":pem";

  private static final Pattern VARIABLE =
      Pattern.compile("\\s*\\$\\{?(tls_(?:in|out)_(?:our|peer)cert)\\}?\\s*");

  private CertificateItem() {}

  static void addTo(Map<String, ItemGrammar> items) {
    items.put("certextract", CertificateItem::read);
  }

  private static Node read(Parser parser, String name) {
    Part field =
        parser.braced(
            "missing '{' for field arg of certextract",
            "missing '}' closing field arg of certextract");
    parser.skipSpace();
    Part open = parser.expect('{', "missing '{' for cert variable arg of certextract");
    Part dollar =
        parser.expect('$', "second argument of \"certextract\" must be a certificate variable");
    Part variable = parser.string(true, false);
    Part close = parser.expect('}', "missing '}' closing cert variable arg of certextract");
    YesNo strings = YesNo.read(parser, name);
    return Node.of(
        run -> {
          String selector = Ascii.strip(field.text(run).value());
          open.text(run);
          dollar.text(run);
          String source = variable.text(run).value();
          close.text(run);
          return choose(run, strings, found(run, parser.environment(), selector, source));
        });
  }

  private static Text choose(Run run, YesNo strings, @Nullable Text found)
      throws Stop, InterruptedException {
    Registers registers = run.registers();
    Text outer = registers.value;
    registers.value = found;
    return strings.choose(run, found != null, outer);
  }

  private static @Nullable Text found(
      Run run, Environment environment, String selector, String variable)
      throws Stop, InterruptedException {
    if (environment.variable(variable).isEmpty()) {
      throw Stop.failed("no variable named \"" + variable + "\"");
    }
    if (environment.variable(variable + PEM).isEmpty()) {
      throw Stop.failed("\"" + variable + "\" is not a certificate");
    }
    Text pem = pem(run, environment, variable);
    if (pem == null) {
      return null;
    }
    try {
      String field = CertificateFields.of(pem.value()).field(selector);
      return field == null
          ? null
          : variable.endsWith("_peercert") ? Text.tainted(field, "$" + variable) : Text.of(field);
    } catch (CertificateException | CertificateFields.BadSelector e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Text pem(Run run, Environment environment, String variable)
      throws Stop, InterruptedException {
    Optional<Variable> value = environment.variable(variable + PEM);
    Text pem = value.isEmpty() ? null : value.get().value(run.mail());
    return pem == null || pem.isEmpty() ? null : pem;
  }

  /** The variable that an operand is and that shows a certificate; null when it is none. */
  static @Nullable String variable(String operand) {
    Matcher matcher = VARIABLE.matcher(operand);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** What an operator makes of a certificate; null when it takes none, or there is none to take. */
  static @Nullable Text applied(Run run, Environment environment, String operator, String variable)
      throws Stop, InterruptedException {
    Text pem = pem(run, environment, variable);
    if (pem == null) {
      return null;
    }
    try {
      String der = CertificateFields.of(pem.value()).der();
      return switch (operator) {
        case "md5" -> Text.of(hex("MD5", der));
        case "sha1" -> Text.of(hex("SHA-1", der));
        case "sha256" -> Text.of(hex("SHA-256", der));
        case "base64", "str2b64" ->
            Text.of(Base64.getEncoder().encodeToString(der.getBytes(StandardCharsets.ISO_8859_1)));
        default -> null;
      };
    } catch (CertificateException e) {
      throw Stop.failed(String.valueOf(e.getMessage()));
    }
  }

  private static String hex(String algorithm, String octets) {
    return HexFormat.of().formatHex(Hashing.digest(algorithm, octets)).toUpperCase(Locale.ROOT);
  }
}
