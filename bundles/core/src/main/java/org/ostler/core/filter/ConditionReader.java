// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.core.filter.FilterCondition.Comparison;
import org.ostler.core.filter.FilterCondition.Question;

/** Reads what stands between {@code if} and {@code then}, or between parentheses. */
final class ConditionReader {
  /** More in one condition than anybody writes, fewer than end the stack. */
  private static final int MOST = 2000;

  private static final int DEEPEST = 200;

  private static final Map<String, Comparison> WORDS =
      Map.ofEntries(
          Map.entry("begin", Comparison.BEGINS),
          Map.entry("begins", Comparison.BEGINS),
          Map.entry("contain", Comparison.CONTAINS),
          Map.entry("contains", Comparison.CONTAINS),
          Map.entry("end", Comparison.ENDS),
          Map.entry("ends", Comparison.ENDS),
          Map.entry("is", Comparison.IS),
          Map.entry("match", Comparison.MATCHES),
          Map.entry("matches", Comparison.MATCHES),
          Map.entry("above", Comparison.ABOVE),
          Map.entry("below", Comparison.BELOW));

  private final FilterText text;
  private final Function<String, Expandable> compiler;
  private int conditions;

  ConditionReader(FilterText text, Function<String, Expandable> compiler) {
    this.text = text;
    this.compiler = compiler;
  }

  /** Reads up to {@code then}, which is taken. */
  FilterCondition read() throws BadFilter {
    conditions = 0;
    return read(0);
  }

  private FilterCondition read(int depth) throws BadFilter {
    if (depth > DEEPEST) {
      throw text.near("conditions are nested too deeply");
    }
    Chain chain = new Chain();
    while (true) {
      chain.add(one(depth));
      if (text.peek() == '(') {
        throw text.in("unexpected \"(\"");
      }
      if (text.peek() == ')') {
        if (depth == 0) {
          throw text.in("unexpected \")\"");
        }
        return chain.whole();
      }
      String word = text.word(false);
      switch (word) {
        case "and" -> chain.and();
        case "or" -> chain.or();
        case "then" -> {
          if (depth > 0) {
            throw text.near("missing \")\" at end of condition");
          }
          return chain.whole();
        }
        default ->
            throw new BadFilter(
                text.near("\"and\" or \"or\" or \"" + (depth == 0 ? "then" : ")") + "\" expected")
                        .message()
                    + ", but found \""
                    + word
                    + "\"");
      }
    }
  }

  private FilterCondition one(int depth) throws BadFilter {
    boolean negated = false;
    while (true) {
      if (text.atEnd()) {
        throw new BadFilter("\"then\" missing at end of filter file");
      }
      if (text.peek() == ')') {
        throw text.in("unexpected \")\"");
      }
      FilterCondition read;
      if (text.peek() == '(') {
        read = inParentheses(depth);
      } else {
        String word = text.item(true);
        if (word.equals("then")) {
          throw text.near("unexpected \"then\"");
        }
        if (word.equals("not")) {
          negated = !negated;
          continue;
        }
        read = beginningWith(word, depth);
      }
      if (++conditions > MOST) {
        throw text.near("too many conditions (limit " + MOST + ")");
      }
      return negated ? read.not() : read;
    }
  }

  private FilterCondition inParentheses(int depth) throws BadFilter {
    text.advance();
    FilterCondition inner = read(depth + 1);
    text.advance();
    return inner;
  }

  private FilterCondition beginningWith(String word, int depth) throws BadFilter {
    for (Question question : Question.values()) {
      if (word.equals(question.word())) {
        return new FilterCondition.Flag(question, false);
      }
    }
    return switch (word) {
      case "personal" -> personal();
      case "foranyaddress" -> {
        Expandable list = compiler.apply(text.item(true));
        if (text.peek() != '(') {
          throw text.near("\"(\" expected after \"foranyaddress\"");
        }
        yield new FilterCondition.ForAnyAddress(list, inParentheses(depth), false);
      }
      default -> comparison(word);
    };
  }

  private FilterCondition personal() throws BadFilter {
    List<String> aliases = new ArrayList<>();
    while (true) {
      FilterText.Place place = text.place();
      if (!text.word(true).equals("alias")) {
        text.back(place);
        return new FilterCondition.Personal(List.copyOf(aliases), false);
      }
      aliases.add(text.item(true));
    }
  }

  /** The words "does", "is" and "not" before the one that counts; "is" may be that one itself. */
  private FilterCondition comparison(String left) throws BadFilter {
    String word = text.word(true);
    boolean is = word.equalsIgnoreCase("is");
    boolean caseful = word.startsWith("I");
    boolean negated = false;
    FilterText.@Nullable Place operand = null;
    if (is || word.equalsIgnoreCase("does")) {
      operand = is ? text.place() : null;
      word = text.word(true);
      if (word.equalsIgnoreCase("not")) {
        negated = true;
        operand = is ? text.place() : null;
        word = text.word(true);
      }
    }
    Comparison comparison = known(word);
    if (comparison != null) {
      caseful = !word.equals(word.toLowerCase(Locale.ROOT));
    } else if (operand == null) {
      throw text.near("unrecognized condition word \"" + word + "\"");
    } else {
      text.back(operand);
      comparison = Comparison.IS;
    }
    Expandable first = compiler.apply(left);
    Expandable second = compiler.apply(text.item(true));
    return new FilterCondition.Compare(comparison, caseful, first, second, negated);
  }

  /** All in lower case, or all in capitals where that makes a difference. */
  private static @Nullable Comparison known(String word) {
    Comparison known = WORDS.get(word.toLowerCase(Locale.ROOT));
    boolean low = word.equals(word.toLowerCase(Locale.ROOT));
    boolean high = word.equals(word.toUpperCase(Locale.ROOT));
    boolean number = known == Comparison.ABOVE || known == Comparison.BELOW;
    return low || (high && !number) ? known : null;
  }

  /** Conditions between "and" and "or", put together as Exim tells of them. */
  private static final class Chain {
    /** A condition, or two with what joins them. */
    private static final class Link {
      private @Nullable FilterCondition condition;
      private boolean both;
      private @Nullable Link first;
      private @Nullable Link second;
      private @Nullable Link above;
    }

    private Link top = new Link();
    private Link open = top;

    void add(FilterCondition condition) {
      open.condition = condition;
    }

    void and() {
      join(open, true);
    }

    /** "And" binds tighter: "or" goes above all of them. */
    void or() {
      Link place = open;
      Link above = open.above;
      if (above != null && !above.both) {
        place = above;
      }
      while (above != null && above.both) {
        place = above;
        above = above.above;
      }
      join(place, false);
    }

    private void join(Link place, boolean both) {
      Link two = new Link();
      two.both = both;
      two.first = place;
      two.above = place.above;
      Link above = place.above;
      if (above == null) {
        top = two;
      } else if (above.first == place) {
        above.first = two;
      } else {
        above.second = two;
      }
      place.above = two;
      open = new Link();
      open.above = two;
      two.second = open;
    }

    FilterCondition whole() {
      return whole(top);
    }

    private static FilterCondition whole(Link link) {
      if (link.first == null || link.second == null) {
        return java.util.Objects.requireNonNull(link.condition);
      }
      return new FilterCondition.Two(link.both, whole(link.first), whole(link.second), false);
    }
  }
}
