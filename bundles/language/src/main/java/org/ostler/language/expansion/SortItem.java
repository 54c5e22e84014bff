// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.text.Ascii;
import org.ostler.language.text.ListText;

/**
 * <code>${sort{list}{comparator}{extractor}}</code>: a stable sort by a key taken from each item.
 */
final class SortItem {
  private static final Set<String> COMPARATORS =
      Set.of("<", "<=", ">", ">=", "lt", "lti", "le", "lei", "gt", "gti", "ge", "gei");

  /** How much of what is no comparator is shown. */
  private static final int SHOWN = 16;

  private SortItem() {}

  /** An argument as it is written, without its braces. */
  private static String raw(String braced) {
    return braced.endsWith("}")
        ? braced.substring(braced.startsWith("{") ? 1 : 0, braced.length() - 1)
        : braced;
  }

  static void addTo(Map<String, ItemGrammar> items) {
    items.put("sort", SortItem::read);
  }

  /** What takes the key, and how it is written, for messages. */
  private record Extractor(Part part, String source) {
    String key(Run run) throws Stop, InterruptedException {
      try {
        return part.text(run).value();
      } catch (Stop stop) {
        throw stop.isForced() ? Stop.failed("field-extract in sort: \"" + source + "\"") : stop;
      }
    }
  }

  private record Keyed(String item, String key) {}

  private static Node read(Parser parser, String name) {
    Part list =
        parser.braced("missing '{' for list arg of sort", "missing '}' closing list arg of sort");
    parser.skipSpace();
    int from = parser.position();
    Part comparator =
        parser.braced(
            "missing '{' for comparator arg of sort", "missing '}' closing comparator arg of sort");
    String written = parser.since(from);
    parser.skipSpace();
    int extracted = parser.position();
    Part extractor =
        parser.braced(
            "missing '{' for extractor arg of sort", "missing '}' closing extractor arg of sort");
    String taken = raw(parser.since(extracted));
    Part end = parser.expect('}', "missing } at end of \"sort\"");
    // Exim takes the key by a text of its own, which shows where somebody listens.
    @Nullable Part told = parser.recording() == null ? null : parser.inner(taken).part();
    return Node.of(
        run -> {
          Text items = list.text(run);
          comparator.skip();
          if (run.telling() != null) {
            comparator.text(run);
            run.telling().scanAll();
          }
          String word = checked(run, raw(written));
          end.skip();
          return sorted(run, items, word, new Extractor(told == null ? extractor : told, taken));
        });
  }

  private static String checked(Run run, String comparator) throws Stop {
    if (COMPARATORS.contains(comparator)) {
      return comparator;
    }
    char first = comparator.isEmpty() ? 0 : comparator.charAt(0);
    if (!Ascii.isAlpha(first) && !Ascii.isDigit(first) && "<>=".indexOf(first) < 0) {
      int brace = comparator.indexOf('}');
      int end = brace < 0 ? comparator.length() : brace;
      String found = comparator.substring(0, Math.min(SHOWN, end));
      throw Stop.failed("condition name expected, but found \"" + found + "\"");
    }
    if (Conditions.find(run.environment(), comparator) == null) {
      throw Stop.failed("unknown condition \"" + comparator + "\"");
    }
    throw Stop.failed("comparator not handled for sort");
  }

  private static Text sorted(Run run, Text items, String comparator, Extractor extractor)
      throws Stop, InterruptedException {
    Registers registers = run.registers();
    Text outer = registers.item;
    List<Keyed> sorted = new ArrayList<>();
    ListText each = new ListText(items.value());
    try {
      for (String item = each.next(); item != null; item = each.next()) {
        registers.item = items.with(item);
        String taken = item;
        run.say(() -> "sort: $item = \"" + taken + "\"");
        insert(sorted, new Keyed(item, extractor.key(run)), comparator);
        if (run.telling() != null) {
          char separator = each.separator();
          run.telling().say("sort: dstlist = \"" + told(sorted, Keyed::item, separator) + "\"");
          run.telling().say("sort: dstkeylist = \"" + told(sorted, Keyed::key, separator) + "\"");
        }
      }
    } finally {
      registers.item = outer;
    }
    ListResult result = new ListResult(each.separator(), items);
    sorted.forEach(keyed -> result.add(items.with(keyed.item())));
    return result.text();
  }

  private static String told(List<Keyed> sorted, Function<Keyed, String> part, char separator) {
    return sorted.stream().map(part).collect(Collectors.joining(String.valueOf(separator)));
  }

  /** Before the first that it precedes: found by halving, since what is there is in order. */
  private static void insert(List<Keyed> sorted, Keyed added, String comparator) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (precedes(added.key(), sorted.get(middle).key(), comparator)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    sorted.add(low, added);
  }

  private static boolean precedes(String one, String two, String comparator) {
    int order;
    try {
      order = order(one, two, comparator);
    } catch (Stop notNumbers) {
      // What cannot be compared stays where it is.
      return false;
    }
    if (order == 0) {
      // Comparators that hold for equal keys turn the order of equals round.
      return comparator.indexOf('=') > 0 || comparator.indexOf('e') > 0;
    }
    char first = comparator.charAt(0);
    return first == '<' || first == 'l' ? order < 0 : order > 0;
  }

  private static int order(String one, String two, String comparator) throws Stop {
    if (!Ascii.isAlpha(comparator.charAt(0))) {
      return Long.compare(number(one), number(two));
    }
    return comparator.endsWith("i")
        ? Ascii.lower(one).compareTo(Ascii.lower(two))
        : one.compareTo(two);
  }

  private static long number(String text) throws Stop {
    return text.isEmpty() ? 0 : Numerals.integer(text, false);
  }
}
