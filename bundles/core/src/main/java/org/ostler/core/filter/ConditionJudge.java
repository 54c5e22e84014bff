// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.text.Text;
import org.ostler.core.filter.FilterCondition.Compare;
import org.ostler.core.filter.FilterCondition.Comparison;
import org.ostler.core.filter.FilterCondition.ForAnyAddress;
import org.ostler.core.filter.FilterCondition.Question;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.AddressText;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;
import org.ostler.language.text.Ascii;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/** Decides conditions, and tells how they were decided. */
final class ConditionJudge {
  private final Situation situation;
  private final FilterFacts facts;
  private final FilterWatch watch;
  private final BooleanSupplier delivered;

  ConditionJudge(
      Situation situation, FilterFacts facts, FilterWatch watch, BooleanSupplier delivered) {
    this.situation = situation;
    this.facts = facts;
    this.watch = watch;
    this.delivered = delivered;
  }

  /** Whether the condition of an {@code if} holds. */
  boolean test(FilterCondition condition, int depth) throws BadFilter, InterruptedException {
    return test(condition, depth, "Condition");
  }

  private boolean test(FilterCondition condition, int depth, String what)
      throws BadFilter, InterruptedException {
    boolean so =
        switch (condition) {
          case Compare it -> compare(it);
          case FilterCondition.Flag it -> answer(it.question());
          case FilterCondition.Personal it ->
              new PersonalMail(situation, facts.rewriter()).test(it.aliases());
          case ForAnyAddress it -> anyAddress(it, depth);
          case FilterCondition.Two it -> {
            boolean first = test(it.first(), depth, "Sub-condition");
            yield first == it.both() ? test(it.second(), depth, "Sub-condition") : first;
          }
        };
    boolean holds = so != condition.negated();
    String line = what + " is " + holds + ": " + condition.shown() + " ";
    watch.hear(line, depth);
    Trace trace = Trace.of(Selector.FILTER);
    if (trace != null) {
      trace.say(Selector.FILTER, " ".repeat(1 + 2 * depth) + line);
    }
    return holds;
  }

  private boolean answer(Question question) {
    ReversePath sender = situation.envelope().sender();
    return switch (question) {
      case DELIVERED -> delivered.getAsBoolean();
      case ERROR_MESSAGE -> sender != null && sender.address().isEmpty();
      case FIRST_DELIVERY -> facts.firstDelivery();
      case MANUALLY_THAWED -> facts.manuallyThawed();
    };
  }

  private Text expanded(Expandable text) throws BadFilter, InterruptedException {
    return switch (text.expand(situation)) {
      case Expansion.Value(var value) -> value;
      case Expansion.ForcedFailure(var message) -> throw unexpanded(text, message);
      case Expansion.Failed(var message) -> throw unexpanded(text, message);
      case Expansion.Deferred(var message) -> throw unexpanded(text, message);
    };
  }

  private static BadFilter unexpanded(Expandable text, String message) {
    return new BadFilter("failed to expand \"" + text.source() + "\" in filter file: " + message);
  }

  private boolean compare(Compare compare) throws BadFilter, InterruptedException {
    Text left = expanded(compare.left());
    String right = expanded(compare.right()).value();
    if (compare.comparison() == Comparison.MATCHES) {
      return matches(left, right, compare.caseful());
    }
    if (compare.comparison() == Comparison.ABOVE || compare.comparison() == Comparison.BELOW) {
      int order = Long.compare(number(left.value()), number(right));
      return compare.comparison() == Comparison.ABOVE ? order > 0 : order < 0;
    }
    String one = compare.caseful() ? left.value() : Ascii.lower(left.value());
    String two = compare.caseful() ? right : Ascii.lower(right);
    return switch (compare.comparison()) {
      case IS -> one.equals(two);
      case BEGINS -> one.startsWith(two);
      case ENDS -> one.endsWith(two);
      // without regard to case nothing contains nothing, as in Exim
      default -> one.contains(two) && (compare.caseful() || !two.isEmpty());
    };
  }

  private boolean matches(Text subject, String pattern, boolean caseful) throws BadFilter {
    watch.hear("Match expanded arguments:", 0);
    watch.hear("  Subject = " + subject.value(), 0);
    watch.hear("  Pattern = " + pattern, 0);
    try {
      Regex.@Nullable Found found = Regex.compile(pattern, !caseful).find(subject.value());
      if (found != null) {
        @Nullable Text[] captures = new @Nullable Text[found.groups().length];
        for (int i = 0; i < captures.length; i++) {
          String group = found.groups()[i];
          captures[i] = subject.with(group == null ? "" : group);
        }
        situation.registers().captures(captures);
      }
      return found != null;
    } catch (BadPattern bad) {
      throw new BadFilter(
          "error while compiling regular expression \""
              + pattern
              + "\": "
              + bad.getMessage()
              + " at offset "
              + bad.offset());
    } catch (Overrun tooLong) {
      throw new BadFilter(String.valueOf(tooLong.getMessage()));
    }
  }

  /** A number with the letters K and M. */
  private static long number(String text) throws BadFilter {
    FilterNumber number = FilterNumber.of(text);
    String rest = number == null ? "" : number.rest();
    char unit = rest.isEmpty() ? 0 : Character.toUpperCase(rest.charAt(0));
    int shift = unit == 'K' ? 10 : unit == 'M' ? 20 : 0;
    if (number == null || !rest.substring(shift == 0 ? 0 : 1).isBlank()) {
      throw new BadFilter("malformed numerical string \"" + text + "\"");
    }
    long value = number.value();
    long bound = Long.MAX_VALUE >> shift;
    return Math.max(-bound, Math.min(bound, value)) << shift;
  }

  private boolean anyAddress(ForAnyAddress any, int depth) throws BadFilter, InterruptedException {
    Text list = expanded(any.list());
    for (AddressText.Address address : AddressText.parseAll(list.value())) {
      situation.registers().thisAddress = list.with(address.whole());
      watch.hear("Extracted address " + address.whole(), depth);
      if (test(any.condition(), depth, "Sub-condition")) {
        return true;
      }
    }
    return false;
  }
}
