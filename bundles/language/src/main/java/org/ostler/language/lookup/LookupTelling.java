// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.text.Text;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * What {@code -d+lookup} tells of a lookup, in Exim's lines: what is searched for which key, and
 * what is found.
 */
final class LookupTelling {
  private final Trace trace;
  private final LookupName name;
  private final String file;
  private final String options;

  private LookupTelling(Trace trace, LookupName name, @Nullable Text file, List<String> options) {
    this.trace = trace;
    this.name = name;
    this.file = file == null ? "NULL" : file.value();
    this.options = options.isEmpty() ? "NULL" : '"' + String.join(",", options) + '"';
  }

  /** One for who listens to this thread; null when nobody does. */
  static @Nullable LookupTelling of(LookupName name, @Nullable Text file, List<String> options) {
    Trace trace = Trace.of(Selector.LOOKUP);
    return trace == null ? null : new LookupTelling(trace, name, file, options);
  }

  private void say(String line) {
    trace.indented(Selector.LOOKUP, line);
  }

  void begins(Text key) {
    int star =
        switch (name.star()) {
          case NONE -> 0;
          case STAR -> 1;
          case STAR_AT -> 2;
        };
    say("search_open: " + name.type() + " \"" + file + "\"");
    say("search_find: file=\"" + file + "\"");
    say(
        "  key=\""
            + key.value()
            + "\" partial="
            + name.partial()
            + " affix="
            + (name.partial() < 0 ? "NULL" : name.affix())
            + " starflags="
            + star
            + " opts="
            + options);
  }

  void asks(String key) {
    say("internal_search_find: file=\"" + file + "\"");
    say("  type=" + name.type() + " key=\"" + key + "\" opts=" + options);
    if (file.equals("NULL")) {
      say("database lookup required for " + key);
    } else {
      say("file lookup required for " + key);
      say("  in " + file);
    }
  }

  /** The answer is known from before. */
  void knows(String key) {
    say("cached data used for lookup of " + key);
  }

  void tries(String how, String key) {
    say("trying " + how + " " + key);
  }

  void answers(Answer answer) {
    say(
        switch (answer) {
          case Answer.Found found -> "lookup yielded: " + found.value().value();
          case Answer.Missing _ -> "lookup failed";
          case Answer.Deferred(String reason) -> "lookup deferred: " + reason;
          case Answer.Failed(String reason) -> "lookup deferred: " + reason;
        });
  }
}
