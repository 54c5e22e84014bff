// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.regex.Regex;

/**
 * <code>${sg{subject}{pattern}{replacement}}</code>; the replacement is expanded once more for each
 * match.
 */
final class SubstituteItem {
  private SubstituteItem() {}

  static Node read(Parser parser, String name) {
    Arguments arguments = Arguments.read(parser, name, 3, 3, true);
    return Node.of(
        run -> {
          var texts = arguments.texts(run);
          Regex regex = run.compiler().pattern(texts.get(1).value());
          Registers registers = run.registers();
          @Nullable Text[] captures = registers.captures();
          Text result = substitute(run, texts.getFirst(), regex, texts.get(2));
          registers.captures(captures);
          return result;
        });
  }

  private static Text substitute(Run run, Text subject, Regex regex, Text replacement)
      throws Stop, InterruptedException {
    String text = subject.value();
    StringBuilder out = new StringBuilder();
    Text marked = subject;
    // Text without signs of the language is inserted as it is, wherever it came from.
    boolean expands =
        replacement.value().indexOf('$') >= 0 || replacement.value().indexOf('\\') >= 0;
    int copied = 0;
    int from = 0;
    boolean afterNothing = false;
    while (from <= text.length()) {
      Regex.@Nullable Found found =
          afterNothing ? Patterns.findHere(regex, text, from) : Patterns.find(regex, text, from);
      if (found == null) {
        if (!afterNothing) {
          break;
        }
        from++;
        afterNothing = false;
        continue;
      }
      out.append(text, copied, Math.max(copied, found.start()));
      run.registers().captures(Patterns.captures(found, subject));
      run.say(() -> "sg: match");
      Text inserted = expands ? run.expandAgain(replacement) : run.spent(replacement);
      out.append(inserted.value());
      marked = marked.mixedWith(inserted);
      copied = found.end();
      from = found.end();
      // What follows an empty match is one at the same place that is not, or else further on.
      afterNothing = found.end() == found.start();
      if (afterNothing && from == text.length()) {
        break;
      }
    }
    return marked.with(out.append(text, Math.min(copied, text.length()), text.length()).toString());
  }
}
