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
    Flag unknown = null;
    Flag defer = null;
    boolean lastNegated = false;
    // By index, and without an object for the walk: lists are short, and those two would be most of
    // what a test allocates.
    for (int i = 0; i < entries.size(); i++) {
      Verdict decided = null;
      if (entries.get(i) instanceof Tested tested) {
        lastNegated = tested.negated();
        decided = test(lastNegated, tested.item(), tested.written(), null, subject, unknown, defer);
      } else if (entries.get(i) instanceof FromFile file) {
        FileLines.Result read = file.lines().read(subject.mail);
        decided = test(file, read, subject, unknown, defer);
        lastNegated = file.negated() ^ endsNegated(read);
      } else if (entries.get(i) instanceof Flag flag) {
        switch (flag) {
          case CASEFUL -> subject.caseful();
          case INCLUDE_UNKNOWN, IGNORE_UNKNOWN -> unknown = flag;
          case INCLUDE_DEFER, IGNORE_DEFER -> defer = flag;
        }
      }
      if (decided != null) {
        return decided;
      }
    }
    subject.said(text, lastNegated, "end of list");
    return lastNegated ? new Verdict.Yes(null) : Verdict.NO;
  }

  private @Nullable Verdict test(
      FromFile file,
      FileLines.Result result,
      Subject subject,
      @Nullable Flag unknown,
      @Nullable Flag defer)
      throws InterruptedException {
    ItemList lines;
    switch (result) {
      case FileLines.Lines read -> lines = read.list();
      case FileLines.Unreadable failed -> {
        return new Verdict.Broken(failed.reason());
      }
    }
    for (Entry line : lines.entries()) {
      if (line instanceof Tested tested) {
        boolean negated = file.negated() ^ tested.negated();
        String name = file.lines().name();
        Verdict decided =
            test(negated, tested.item(), tested.written(), name, subject, unknown, defer);
        if (decided != null) {
          return decided;
        }
      }
    }
    return null;
  }

  private static boolean endsNegated(FileLines.Result result) {
    return result instanceof FileLines.Lines lines
        && !lines.list().entries().isEmpty()
        && lines.list().entries().getLast() instanceof Tested last
        && last.negated();
  }

  /**
   * What the item decides for the list; null when the next one has to be asked. {@code file} is
   * where it stands when that is not the list itself.
   */
  private @Nullable Verdict test(
      boolean negated,
      Item item,
      String written,
      @Nullable String file,
      Subject subject,
      @Nullable Flag unknown,
      @Nullable Flag defer)
      throws InterruptedException {
    subject.remembered = false;
    boolean possible = !subject.isUnqualified() || item instanceof NamedItem;
    Verdict verdict = possible ? item.test(subject) : Verdict.NO;
    if (verdict instanceof Verdict.No) {
      return null;
    }
    return switch (verdict) {
      case Verdict.Yes yes -> {
        String shown = item instanceof ExactRun ? String.valueOf(yes.data()) : written;
        // Exim's trace knows the sign before the file's name alone.
        boolean signed = negated ^ (file != null && written.startsWith("!"));
        matched(signed, shown, file, subject);
        yield negated ? new Verdict.No(yes.data()) : yes;
      }
      case Verdict.No _ -> null; // told above already, since it is the usual answer
      case Verdict.Unknown nothing -> unknown(nothing.reason(), subject, unknown);
      case Verdict.Later later -> later(later, written, subject, defer);
      case Verdict.Broken broken -> broken;
    };
  }

  private void matched(boolean negated, String written, @Nullable String file, Subject subject) {
    if (subject.isTraced()) {
      String cached = subject.remembered ? " - cached" : "";
      String place = file == null ? "" : " in " + file;
      subject.said(text, !negated, "matched \"" + written + "\"" + place + cached);
    }
  }

  private @Nullable Verdict unknown(String reason, Subject subject, @Nullable Flag flag) {
    if (flag == Flag.IGNORE_UNKNOWN) {
      subject.trace(reason + ": item ignored by +ignore_unknown");
      return null;
    }
    boolean included = flag == Flag.INCLUDE_UNKNOWN;
    subject.said(text, included, reason);
    if (included) {
      subject.log(reason + ": accepted by +include_unknown");
      return new Verdict.Yes(null);
    }
    subject.unknown(reason);
    return Verdict.NO;
  }

  private @Nullable Verdict later(
      Verdict.Later later, String written, Subject subject, @Nullable Flag flag) {
    String waiting = "DNS lookup of \"" + bare(written) + "\" deferred";
    if (flag == Flag.IGNORE_DEFER) {
      subject.trace(waiting + ": item ignored by +ignore_defer");
      return null;
    }
    if (flag == Flag.INCLUDE_DEFER) {
      subject.log(waiting + ": accepted by +include_defer");
      return new Verdict.Yes(null);
    }
    subject.deferred(text, written);
    return later;
  }

  /** An item without the sign before it. */
  private static String bare(String written) {
    return written.startsWith("!") ? written.substring(1).stripLeading() : written;
  }
}
