// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.language.octets.Xtext;

/**
 * A keyword of the session itself that may follow the path of MAIL; those of extensions are {@link
 * ExtensionWords}.
 *
 * @param word upper case
 * @param reader adds the value to the parameters; null means the value is wrong
 */
record MailKeyword(String word, Offered offered, Reader reader) {
  /** The keywords of the session itself: RFC 1870 §3, RFC 6152 §2, RFC 4954 §5, RFC 6531 §3.4. */
  static final List<MailKeyword> TABLE =
      List.of(
          new MailKeyword("SIZE", offers -> true, MailKeyword::size),
          // Taken whether 8BITMIME was offered or not, as Exim does: it changes nothing here.
          new MailKeyword("BODY", offers -> true, MailKeyword::body),
          new MailKeyword("SMTPUTF8", Offers::smtputf8, MailKeyword::utf8),
          new MailKeyword(
              "AUTH",
              offers -> true,
              (value, so) ->
                  value.isEmpty() || Xtext.isXtext(value)
                      ? so.withAuthenticatedSender(value)
                      : null));

  /** Whether the keyword may be used with these offers. */
  interface Offered {
    boolean in(Offers offers);
  }

  /** Reads a value. */
  interface Reader {
    @Nullable MailParameters read(String value, MailParameters so);
  }

  /** A word of the command line that looks like a parameter. */
  record Word(String keyword, String value, boolean hasValue) {
    static Word of(String text) {
      int equals = text.lastIndexOf('=');
      return equals < 0
          ? new Word(text.toUpperCase(Locale.ROOT), "", false)
          : new Word(
              text.substring(0, equals).toUpperCase(Locale.ROOT), text.substring(equals + 1), true);
    }
  }

  /** The keyword of this word when it may be used now, else null. */
  static @Nullable MailKeyword find(Word word, Offers offers) {
    for (MailKeyword keyword : TABLE) {
      boolean valueless = keyword.word.equals("SMTPUTF8");
      if (keyword.word.equals(word.keyword())
          && keyword.offered.in(offers)
          && !(valueless && word.hasValue())) {
        return keyword;
      }
    }
    return null;
  }

  static boolean isUtf8(Word word) {
    return word.keyword().equals("SMTPUTF8") && !word.hasValue();
  }

  private static @Nullable MailParameters size(String value, MailParameters so) {
    // RFC 1870 §3: 1 to 20 digits; what does not fit a long is larger than any limit.
    if (value.isEmpty()
        || value.length() > 20
        || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    return so.withSize(value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value));
  }

  private static @Nullable MailParameters body(String value, MailParameters so) {
    return switch (value.toUpperCase(Locale.ROOT)) {
      case "8BITMIME" -> so.withBodyType(8);
      case "7BIT" -> so.withBodyType(7);
      default -> null;
    };
  }

  private static MailParameters utf8(String value, MailParameters so) {
    return so.withUtf8();
  }
}
