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
 * @param entries in order
 */
record ItemList(List<Entry> entries) {
  /** One place of a list. */
  sealed interface Entry {}

  /** An item to be tested, and whether an exclamation mark stands before it. */
  record Tested(boolean negated, Item item) implements Entry {}

  /** A file whose lines stand for items. */
  record FromFile(boolean negated, FileLines lines) implements Entry {}

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
        case Tested(boolean _, NamedItem item) -> named.add(item);
        case Tested(boolean _, AddressItems.Parts parts) -> named.addAll(parts.domain().named());
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
              case Tested tested -> test(tested.negated(), tested.item());
              case FromFile file -> test(file);
            };
        if (decided != null) {
          return decided;
        }
      }
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
          Verdict decided = test(file.negated() ^ tested.negated(), tested.item());
          if (decided != null) {
            return decided;
          }
        }
      }
      return null;
    }

    /** What the item decides for the list; null when the next one has to be asked. */
    private @Nullable Verdict test(boolean negated, Item item) throws InterruptedException {
      lastNegated = negated;
      Verdict verdict = item.test(subject);
      return switch (verdict) {
        case Verdict.Yes yes -> negated ? Verdict.NO : yes;
        case Verdict.No _ -> null;
        case Verdict.Unknown _ -> flagged(unknown, Verdict.NO);
        case Verdict.Later later -> flagged(defer, later);
        case Verdict.Broken broken -> broken;
      };
    }

    private static @Nullable Verdict flagged(@Nullable Flag flag, Verdict usual) {
      return switch (flag) {
        case IGNORE_UNKNOWN, IGNORE_DEFER -> null;
        case INCLUDE_UNKNOWN, INCLUDE_DEFER -> new Verdict.Yes(null);
        case CASEFUL -> usual;
        case null -> usual;
      };
    }
  }
}
