// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.lookup.LookupCall;
import org.ostler.language.text.Ascii;

/**
 * {@code type;file} or {@code type;query}: it matches when something is found.
 *
 * @param call the lookup
 * @param rest what stands after the semicolon
 */
record LookupItem(LookupCall call, Text rest) implements Item {
  /**
   * Reads an item that has a semicolon; {@code pattern} is the whole, {@code at} where its
   * semicolon stands.
   */
  static Item of(Text pattern, int at, boolean partial, ItemParser parser) {
    String text = pattern.value();
    try {
      LookupCall call = parser.lookup(text.substring(0, at));
      Text rest = pattern.piece(text.substring(Ascii.skipSpace(text, at + 1)));
      return new LookupItem(partial || !call.isPartial() ? call : call.whole(), rest);
    } catch (InvalidArgument e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Verdict test(Subject subject) throws InterruptedException {
    return test(subject.key(), subject);
  }

  /** The same with another key than the subject's text. */
  Verdict test(Text key, Subject subject) throws InterruptedException {
    LookupCall.Outcome outcome =
        call.isQuery() ? call.find(rest, null, subject.mail) : call.find(key, rest, subject.mail);
    return switch (outcome.answer()) {
      case Answer.Found found -> {
        capture(outcome, subject);
        yield new Verdict.Yes(found.value().value());
      }
      case Answer.Missing _ -> Verdict.NO;
      case Answer.Deferred deferred -> new Verdict.Later(deferred.reason());
      case Answer.Failed failed -> new Verdict.Broken(failed.reason());
    };
  }

  private void capture(LookupCall.Outcome outcome, Subject subject) {
    if (subject.isCapturing() && subject.kind == ListKind.ADDRESS) {
      // A lookup of a whole address leaves nothing behind, not even the address.
      return;
    }
    if (outcome.wild() == null && call.isPartial()) {
      subject.capture("", subject.text());
    } else if (outcome.wild() == null) {
      subject.capture();
    } else {
      subject.capture(outcome.wild().value(), value(outcome.fixed()));
    }
  }

  private static @Nullable String value(@Nullable Text text) {
    return text == null ? null : text.value();
  }
}
