// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.text.Ascii;

/**
 * {@code $h_name:} in its forms.
 *
 * @param form which
 * @param name the field's name
 */
record HeaderReference(Form form, String name) implements Node.Evaluation {
  /** Fields that hold addresses are joined by commas (RFC 5322 §3.6). */
  private static final Set<String> ADDRESSES =
      Set.of("bcc", "cc", "from", "reply-to", "sender", "to");

  /** Longer than any field that is of use; what follows is cut, as Exim does. */
  private static final int LONGEST = 128 * 1024;

  /** What is done to the fields. */
  enum Form {
    /** Decoded and converted to the charset of header fields. */
    DECODED("h"),
    /** As they came. */
    RAW("rh"),
    /** Decoded, octets not converted. */
    OCTETS("bh"),
    /** A list with one item a field. */
    LIST("lh");

    private final String prefix;

    Form(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Takes the prefix of a header reference off the text; null when there is none. */
  static @Nullable Form form(Parser parser) {
    for (Form form : Form.values()) {
      for (String prefix : List.of(form.prefix + "_", form.prefix + "eader_")) {
        if (parser.take(prefix)) {
          return form;
        }
      }
    }
    return null;
  }

  static boolean exists(MailView mail, String name) {
    return mail.headerFields().stream().anyMatch(field -> field.is(name));
  }

  @Override
  public Text text(Run run) {
    List<HeaderField> fields =
        run.mail().headerFields().stream().filter(field -> field.is(name)).toList();
    return fields.isEmpty()
        ? Text.EMPTY
        : Text.tainted(value(run, fields), "the header field " + name);
  }

  private String value(Run run, List<HeaderField> fields) {
    return switch (form) {
      case RAW -> cut(raw(fields));
      case LIST -> cut(list(fields));
      case OCTETS -> EncodedWords.decode(cut(joined(fields)), null).text();
      case DECODED ->
          EncodedWords.decode(cut(joined(fields)), run.compiler().headersCharset()).text();
    };
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static String raw(List<HeaderField> fields) {
    StringBuilder out = new StringBuilder();
    fields.forEach(field -> out.append(field.body()).append('\n'));
    return out.toString();
  }

  private static String list(List<HeaderField> fields) {
    StringBuilder out = new StringBuilder();
    for (HeaderField field : fields) {
      if (!out.isEmpty()) {
        out.append(':');
      }
      out.append(ListItems.doubled(field.body(), ':'));
    }
    return out.toString();
  }

  private String joined(List<HeaderField> fields) {
    String glue = ADDRESSES.contains(Ascii.lower(name)) ? ",\n" : "\n";
    StringBuilder out = new StringBuilder();
    for (HeaderField field : fields) {
      String body = Ascii.strip(field.body());
      if (!out.isEmpty()) {
        out.append(glue);
      }
      out.append(body);
    }
    return out.toString();
  }
}
