// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The items of a list, scanned from left to right until one decides. A list that ends with a
 * negated item matches what no item named; any other does not.
 *
 * @param text as written, expanded, for traces
 * @param entries in order
 */
record ItemList(String text, List<Entry> entries) {
  /** One place of a list. */
  sealed interface Entry {}

  /**
   * An item to be tested, and whether an exclamation mark stands before it.
   *
   * @param written as it stands in the list, for traces
   */
  record Tested(boolean negated, Item item, String written) implements Entry {}

  /** A file whose lines stand for items. */
  record FromFile(boolean negated, FileLines lines, String written) implements Entry {}

  /** A word that changes how later items are taken. */
  enum Flag implements Entry {
    CASEFUL,
    INCLUDE_UNKNOWN,
    IGNORE_UNKNOWN,
    INCLUDE_DEFER,
    IGNORE_DEFER
  }

  /** The first item that makes no sense. */
  Optional<String> problem() {
    for (Entry entry : entries) {
      String problem = entry instanceof Tested tested ? tested.item().problem() : null;
      if (problem != null) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }

  /** The named lists that it refers to, those for domains of addresses among them. */
  List<NamedItem> named() {
    List<NamedItem> named = new ArrayList<>();
    for (Entry entry : entries) {
      switch (entry) {
        case Tested(boolean _, NamedItem item, String _) -> named.add(item);
        case Tested(boolean _, AddressItems.Parts parts, String _) ->
            named.addAll(parts.domain().named());
        default -> {
          // No other item refers to a list.
        }
      }
    }
    return named;
  }

  Verdict test(Subject subject) throws InterruptedException {
    return new Scan(subject).run();
  }

  /** One walk along the list. */
  private final class Scan {
    private final Subject subject;
    private @Nullable Flag unknown;
    private @Nullable Flag defer;
    private boolean lastNegated;

    Scan(Subject subject) {
      this.subject = subject;
    }

    Verdict run() throws InterruptedException {
      // By index: lists are short, and an iterator for each would be most of what a test allocates.
      for (int i = 0; i < entries.size(); i++) {
        Verdict decided =
            switch (entries.get(i)) {
              case Flag flag -> obey(flag);
              case Tested tested -> test(tested.negated(), tested.item(), tested.written());
              case FromFile file -> test(file);
            };
        if (decided != null) {
          return decided;
        }
      }
      subject.said(text, lastNegated, "end of list");
      return lastNegated ? new Verdict.Yes(null) : Verdict.NO;
    }

    private @Nullable Verdict obey(Flag flag) {
      switch (flag) {
        case CASEFUL -> subject.caseful();
        case INCLUDE_UNKNOWN, IGNORE_UNKNOWN -> unknown = flag;
        case INCLUDE_DEFER, IGNORE_DEFER -> defer = flag;
      }
      return null;
    }

    private @Nullable Verdict test(FromFile file) throws InterruptedException {
      lastNegated = file.negated();
      ItemList lines;
      switch (file.lines().read(subject.mail)) {
        case FileLines.Lines read -> lines = read.list();
        case FileLines.Unreadable failed -> {
          return new Verdict.Broken(failed.reason());
        }
      }
      for (Entry line : lines.entries()) {
        if (line instanceof Tested tested) {
          Verdict decided = test(file.negated() ^ tested.negated(), tested.item(), file.written());
          if (decided != null) {
            return decided;
          }
        }
      }
      return null;
    }

    /** What the item decides for the list; null when the next one has to be asked. */
    private @Nullable Verdict test(boolean negated, Item item, String written)
        throws InterruptedException {
      lastNegated = negated;
      subject.remembered = false;
      return switch (item.test(subject)) {
        case Verdict.Yes yes -> {
          matched(negated, item instanceof ExactRun ? String.valueOf(yes.data()) : written);
          yield negated ? Verdict.NO : yes;
        }
        case Verdict.No _ -> null;
        case Verdict.Unknown nothing -> unknown(nothing.reason());
        case Verdict.Later later -> later(later);
        case Verdict.Broken broken -> broken;
      };
    }

    private void matched(boolean negated, String written) {
      if (subject.isTraced()) {
        String cached = subject.remembered ? " - cached" : "";
        subject.said(text, !negated, "matched \"" + written + "\"" + cached);
      }
    }

    private @Nullable Verdict unknown(String reason) {
      if (unknown == Flag.IGNORE_UNKNOWN) {
        subject.trace(reason + ": item ignored by +ignore_unknown");
        return null;
      }
      boolean included = unknown == Flag.INCLUDE_UNKNOWN;
      subject.said(text, included, reason);
      if (included) {
        subject.log(reason + ": accepted by +include_unknown");
        return new Verdict.Yes(null);
      }
      return Verdict.NO;
    }

    private @Nullable Verdict later(Verdict.Later later) {
      if (defer == Flag.IGNORE_DEFER) {
        subject.trace(later.reason() + ": item ignored by +ignore_defer");
        return null;
      }
      if (defer == Flag.INCLUDE_DEFER) {
        subject.log(later.reason() + ": accepted by +include_defer");
        return new Verdict.Yes(null);
      }
      return later;
    }
  }
}
