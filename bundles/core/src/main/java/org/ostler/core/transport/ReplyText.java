// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Situation;

/** The header fields of an automatic reply, from options whose values may come from anywhere. */
final class ReplyText {
  private final Settings settings;

  ReplyText(Settings settings) {
    this.settings = settings;
  }

  /** The option's text, or null. In a field, an LF only folds: what follows it is white space. */
  @Nullable String value(Option<Expandable> option, Situation situation, boolean field)
      throws InterruptedException, Undeliverable {
    Expandable expandable = settings.find(option).orElse(null);
    if (expandable == null) {
      return null;
    }
    Text text =
        switch (expandable.expand(situation)) {
          case Expansion.Value value -> value.text();
          case Expansion.ForcedFailure ignored -> Text.EMPTY;
          case Expansion.Failed failed -> throw failure(expandable, failed.message());
          case Expansion.Deferred deferred -> throw failure(expandable, deferred.message());
        };
    check(expandable, text.value(), field);
    return text.value();
  }

  private Undeliverable failure(Expandable expandable, String message) {
    return Undeliverable.never(
        Cause.EXPANSION,
        "Expansion of \""
            + expandable.source()
            + "\" failed in "
            + settings.name()
            + " transport: "
            + message);
  }

  private void check(Expandable expandable, String text, boolean field) throws Undeliverable {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      boolean fold = c == '\n' && (!field || next == ' ' || next == '\t');
      if ((c < ' ' && c != '\t' && !fold) || c == 127) {
        throw Undeliverable.never(
            Cause.OTHER,
            "Expansion of \""
                + expandable.source()
                + "\" in "
                + settings.name()
                + " transport contains non-printing character "
                + (int) c);
      }
    }
  }

  /** The fields of a block of text. */
  static List<HeaderField> fields(String block) {
    List<HeaderField> fields = new ArrayList<>();
    for (String field : block.split("\n(?![ \t])")) {
      int colon = field.indexOf(':');
      if (colon > 0) {
        fields.add(new HeaderField(field.substring(0, colon), field.substring(colon + 1)));
      }
    }
    return fields;
  }

  /** In-Reply-To and References that tie the reply to the message (RFC 5322 §3.6.4). */
  static List<HeaderField> thread(List<HeaderField> original) {
    String id = body(original, "Message-Id");
    if (id == null) {
      return List.of();
    }
    String before = body(original, "References");
    String parent = before == null ? body(original, "In-Reply-To") : before;
    return List.of(
        new HeaderField("In-Reply-To", " " + id),
        new HeaderField("References", " " + (parent == null ? "" : parent + " ") + id));
  }

  private static @Nullable String body(List<HeaderField> fields, String name) {
    for (HeaderField field : fields) {
      if (field.is(name)) {
        return field.body().strip();
      }
    }
    return null;
  }
}
