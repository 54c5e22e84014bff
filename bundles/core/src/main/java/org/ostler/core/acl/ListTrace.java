// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Optional;
import java.util.Set;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.option.InvalidArgument;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * Says for {@code -bh} which item of a list decided: {@code test.example in "+ours"? yes (matched
 * "+ours")}. It asks the items one by one, which costs lookups twice, and so works only when
 * somebody listens.
 */
final class ListTrace {
  private static final Set<String> FLAGS =
      Set.of("+include_unknown", "+ignore_unknown", "+include_defer", "+ignore_defer", "+caseful");

  private final ListKind kind;
  private final String subject;
  private final Course course;

  ListTrace(ListKind kind, String subject, Course course) {
    this.kind = kind;
    this.subject = subject;
    this.course = course;
  }

  /** Says what became of the list as written. */
  void say(String source) throws InterruptedException {
    try {
      Expansion expansion = course.services().compiler().string(source).expand(course.situation);
      if (expansion instanceof Expansion.Value value) {
        decide(value.text().value(), value.text().value());
      }
    } catch (InvalidArgument e) {
      course.say("list cannot be traced: " + e.getMessage());
    }
  }

  /** Whether the subject is in the list. */
  private boolean decide(String list, String shown) throws InvalidArgument, InterruptedException {
    boolean negated = false;
    for (String item : ListText.items(list)) {
      if (FLAGS.contains(item)) {
        continue;
      }
      negated = item.startsWith("!");
      String bare = negated ? Ascii.strip(item.substring(1)) : item;
      if (holds(bare)) {
        tell(shown, !negated, "matched \"" + item + "\"");
        return !negated;
      }
    }
    tell(shown, negated, "end of list");
    return negated;
  }

  private boolean holds(String item) throws InvalidArgument, InterruptedException {
    if (item.startsWith("+")) {
      Optional<Expansion> named =
          course.services().environment().lists().named(kind, item.substring(1), course.situation);
      if (named.isPresent() && named.get() instanceof Expansion.Value value) {
        return decide(value.text().value(), value.text().value());
      }
    }
    return course
            .services()
            .compiler()
            .list(kind, item.isEmpty() ? ":" : protect(item))
            .test(subject, course.situation)
        instanceof Match.Matched;
  }

  /** One item as a list of its own: it was expanded and taken apart already. */
  private static String protect(String item) {
    return "<\\n \\N" + item + "\\N";
  }

  private void tell(String list, boolean holds, String why) {
    String who = kind == ListKind.HOST ? "host" : subject;
    course.say(who + " in \"" + list + "\"? " + (holds ? "yes" : "no") + " (" + why + ")");
  }
}
