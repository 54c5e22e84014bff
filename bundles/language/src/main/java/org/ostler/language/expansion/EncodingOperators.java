// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.ostler.api.text.Text;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.octets.Escapes;
import org.ostler.language.octets.HeaderWrap;
import org.ostler.language.octets.InternationalDomain;
import org.ostler.language.octets.Xtext;

/** Operators that encode and decode. */
final class EncodingOperators {
  private EncodingOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("base64", Operators.simple(EncodingOperators::base64));
    operators.put("str2b64", Operators.simple(EncodingOperators::base64));
    operators.put("base64d", Operators.simple(EncodingOperators::base64Decoded));
    operators.put("hex2b64", Operators.simple(EncodingOperators::hexToBase64));
    operators.put("xtextd", Operators.simple(Xtext::decode));
    operators.put("rfc2047", (operand, suffix, run) -> encodedWord(operand, run));
    operators.put("rfc2047d", (operand, suffix, run) -> decodedWords(operand, run));
    operators.put("headerwrap", new Operators.Pure(EncodingOperators::wrapped));
    operators.put(
        "utf8_domain_to_alabel",
        Operators.simple(text -> converted(text, InternationalDomain::toAscii, true)));
    operators.put(
        "utf8_domain_from_alabel",
        Operators.simple(text -> converted(text, InternationalDomain::toUtf8, false)));
    operators.put(
        "utf8_localpart_to_alabel",
        Operators.simple(text -> converted(text, InternationalDomain::localPartToAscii, true)));
    operators.put(
        "utf8_localpart_from_alabel",
        Operators.simple(text -> converted(text, InternationalDomain::localPartToUtf8, false)));
  }

  private static String base64(String text) {
    return new String(Base64.getEncoder().encode(octets(text)), StandardCharsets.ISO_8859_1);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String base64Decoded(String text) throws Stop {
    String packed = text.replaceAll("[ \t\r\n]", "");
    try {
      if (packed.length() % 4 == 0) {
        return new String(Base64.getDecoder().decode(octets(packed)), StandardCharsets.ISO_8859_1);
      }
    } catch (IllegalArgumentException e) {
      // Told below in the language's words.
    }
    throw Stop.failed("string \"" + text + "\" is not well-formed for \"base64d\" operator");
  }

  private static String hexToBase64(String text) throws Stop {
    if (text.chars().anyMatch(c -> Character.digit(c, 16) < 0)) {
      throw Stop.failed("\"" + text + "\" is not a hex string");
    }
    if (text.length() % 2 != 0) {
      throw Stop.failed("\"" + text + "\" contains an odd number of characters");
    }
    return new String(
        Base64.getEncoder().encode(HexFormat.of().parseHex(text)), StandardCharsets.ISO_8859_1);
  }

  private static Text encodedWord(Text operand, Run run) {
    return operand.with(EncodedWords.encode(operand.value(), run.compiler().headersCharset()));
  }

  private static Text decodedWords(Text operand, Run run) throws Stop {
    ExpansionCompiler compiler = run.compiler();
    EncodedWords.Decoded decoded =
        EncodedWords.decode(
            operand.value(), compiler.headersCharset(), compiler.checksWordLength());
    if (decoded.error() != null) {
      throw Stop.failed(decoded.error());
    }
    return operand.with(decoded.text());
  }

  private static String wrapped(String text, String suffix) throws Stop {
    String[] numbers = suffix.split("_", -1);
    int columns = number(numbers, 1, 80);
    int limit = number(numbers, 2, 998);
    return HeaderWrap.wrap(text, columns, limit);
  }

  private static int number(String[] numbers, int index, int usual) throws Stop {
    if (index >= numbers.length) {
      return usual;
    }
    if (!numbers[index].matches("[0-9]{1,6}")) {
      throw Stop.failed(
          "non-digit after underscore in \"headerwrap" + String.join("_", numbers) + "\"");
    }
    return Integer.parseInt(numbers[index]);
  }

  /** A conversion that may fail. */
  @FunctionalInterface
  private interface Conversion {
    String of(String text) throws InternationalDomain.Malformed;
  }

  private static String converted(String text, Conversion conversion, boolean toAlabel)
      throws Stop {
    try {
      return conversion.of(text);
    } catch (InternationalDomain.Malformed e) {
      String shown = Escapes.printable(text);
      String what =
          toAlabel ? "utf8 (" + shown + ") to alabel: " : "alabel (" + shown + ") to utf8: ";
      throw Stop.failed("error converting " + what + e.getMessage());
    }
  }
}
