// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.language.octets.EncodedWords;
import org.ostler.language.text.Ascii;

/**
 * {@code $h_name:} in its forms.
 *
 * @param form which
 * @param name the field's name
 * @param taint marks its text
 */
record HeaderReference(Form form, String name, Taint taint) implements Node.Evaluation {
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

  HeaderReference(Form form, String name) {
    this(form, name, new Taint("the header field " + name));
  }

  static boolean exists(MailView mail, String name) {
    List<HeaderField> fields = mail.headerFields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).is(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Text text(Run run) {
    List<HeaderField> fields = fields(run.mail().headerFields());
    return fields.isEmpty() ? Text.EMPTY : new Text(value(run, fields), taint);
  }

  /** The fields of the name; mostly there is one, or none. */
  private List<HeaderField> fields(List<HeaderField> all) {
    List<HeaderField> found = List.of();
    for (int i = 0; i < all.size(); i++) {
      HeaderField field = all.get(i);
      if (!field.is(name)) {
        continue;
      }
      if (found.isEmpty()) {
        found = List.of(field);
      } else {
        found = found.size() == 1 ? new ArrayList<>(found) : found;
        found.add(field);
      }
    }
    return found;
  }

  private String value(Run run, List<HeaderField> fields) {
    return switch (form) {
      case RAW -> cut(raw(fields));
      case LIST -> cut(list(fields));
      case OCTETS ->
          EncodedWords.decode(cut(joined(fields)), null, run.compiler().checksWordLength()).text();
      case DECODED -> decoded(cut(joined(fields)), run);
    };
  }

  /** The charset is of interest only where there is anything to decode. */
  private static String decoded(String text, Run run) {
    if (!text.contains("=?")) {
      return text;
    }
    String wanted = run.registers().headersCharset;
    String charset = wanted == null ? run.compiler().headersCharset() : wanted;
    return EncodedWords.decode(text, charset, run.compiler().checksWordLength()).text();
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
    if (fields.size() == 1) {
      return Ascii.strip(fields.getFirst().body());
    }
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
