// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/**
 * A string that tells what becomes of it, in Exim's lines. Strings are compiled into this form only
 * for who listens; what they give is the same.
 */
final class TracedString implements Node.Evaluation {
  private final String source;
  private final int start;
  private final List<Step> steps = new ArrayList<>();
  private int end;
  private @Nullable Stop broken;

  TracedString(String source, int start) {
    this.source = source;
    this.start = start;
    this.end = start;
  }

  /** What a dollar sign can begin. */
  enum Kind {
    VARIABLE,
    ITEM,
    OPERATOR
  }

  /** A piece of the string, and where it stands. */
  sealed interface Step {
    int at();

    Node node();
  }

  record Chunk(int at, Text text) implements Step {
    @Override
    public Node node() {
      return new Node.Literal(text);
    }
  }

  record Backslash(int at, boolean isProtected, String shown, Node node) implements Step {}

  record Dollar(int at, int end, Kind kind, String name, Node node, Recording inside)
      implements Step {}

  /** The brace that is missing at the end of the string. */
  record Missing(int at, Node node) implements Step {}

  void add(Step step) {
    steps.add(step);
  }

  void ends(int where) {
    end = where;
  }

  /** There is no brace where the string should have ended. */
  void lacks(Node missing) {
    steps.add(new Missing(source.length(), missing));
  }

  /** The text of the string makes no sense. */
  void breaks(@Nullable Stop stop) {
    broken = stop;
  }

  /** How a piece of a query is judged. */
  @FunctionalInterface
  interface Judge {
    Text of(Text piece) throws Stop, InterruptedException;
  }

  /** Has all but its own words judged when it begins with such words. */
  void judge(Judge judge) {
    if (steps.size() < 2 || steps.getFirst() instanceof Dollar) {
      return;
    }
    steps.replaceAll(
        step ->
            step instanceof Dollar dollar
                ? new Dollar(
                    dollar.at(),
                    dollar.end(),
                    dollar.kind(),
                    dollar.name(),
                    Node.of(run -> judge.of(dollar.node().text(run))),
                    dollar.inside())
                : step);
  }

  @Override
  public Text text(Run run) throws Stop, InterruptedException {
    Telling telling = run.telling();
    if (telling == null) {
      throw new IllegalStateException("a string that tells is expanded for nobody");
    }
    Telling.Frame outer = telling.enters(this);
    try {
      Text made = Text.EMPTY;
      for (Step step : steps) {
        made = joined(made, step(step, made, run, telling));
      }
      if (end < source.length()) {
        telling.considering(source.substring(end), steps.isEmpty());
      }
      telling.result(source.substring(start, end), made);
      return made;
    } catch (Stop stop) {
      telling.failed(source.substring(start), stop);
      throw stop;
    } finally {
      telling.leaves(outer);
    }
  }

  private Text step(Step step, Text before, Run run, Telling telling)
      throws Stop, InterruptedException {
    if (!(step instanceof Missing)) {
      telling.considering(source.substring(step.at()), step == steps.getFirst());
    }
    switch (step) {
      case Chunk chunk -> telling.interim("text", chunk.text());
      case Backslash backslash -> {
        Text text = backslash.node().text(run);
        telling.backslash(backslash.isProtected(), backslash.shown());
        return text;
      }
      case Dollar dollar -> {
        return dollar(dollar, before, run, telling);
      }
      case Missing _ -> {
        // Nothing is said before the failure itself.
      }
    }
    return step.node().text(run);
  }

  private Text dollar(Dollar dollar, Text before, Run run, Telling telling)
      throws Stop, InterruptedException {
    Telling.Frame outer = telling.opens(dollar.inside());
    Text text;
    try {
      text = dollar.node().text(run);
      telling.scanAll();
    } catch (Stop stop) {
      if (broken != null && stop.message().startsWith(broken.message())) {
        // What stands before the text that makes no sense is read, if it was not used.
        telling.scanAll();
      }
      throw stop;
    } finally {
      telling.closes(outer);
    }
    Text marked = joined(before, text).with(text.value());
    if (dollar.kind() == Kind.OPERATOR) {
      telling.interim("op-res", marked);
    } else if (dollar.kind() == Kind.ITEM
        && (!before.isEmpty() || dollar.end() < source.length())) {
      telling.interim("item-res", marked);
    }
    return text;
  }

  private static Text joined(Text one, Text other) {
    Text marked = one.isTainted() ? one.mixedWith(other) : other;
    return marked.piece(one.value() + other.value());
  }

  /**
   * Tells how the string is passed over, as Exim reads what it does not use, and gives what Exim
   * makes of it meanwhile: variables are empty then.
   */
  String scan(Telling telling) {
    Telling.Frame outer = telling.passes();
    StringBuilder made = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Missing) {
        continue;
      }
      telling.scanning(source.substring(step.at()), step == steps.getFirst());
      switch (step) {
        case Chunk chunk -> {
          telling.interim("text", chunk.text());
          made.append(chunk.text().value());
        }
        case Backslash backslash -> {
          telling.backslash(backslash.isProtected(), backslash.shown());
          if (backslash.node() instanceof Node.Literal(Text text)) {
            made.append(text.value());
          }
        }
        case Dollar dollar -> made.append(scan(dollar, made.length(), telling));
        case Missing _ -> {
          // Met only where the string is used.
        }
      }
    }
    if (broken != null) {
      telling.failed(source.substring(start), broken);
    } else {
      if (end < source.length()) {
        telling.scanning(source.substring(end), steps.isEmpty());
      }
      telling.skipped(source.substring(start, end), made.toString());
    }
    telling.leaves(outer);
    return made.toString();
  }

  /** What an item gives that is passed over: some give a string of theirs all the same. */
  private String scan(Dollar dollar, int before, Telling telling) {
    Recording inside = dollar.inside();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < inside.strings(); i++) {
      if (i == inside.conditionEnd() && !inside.condition().isEmpty()) {
        telling.condition(inside.condition(), false);
      }
      texts.add(inside.string(i).scan(telling));
    }
    if (inside.strings() == inside.conditionEnd() && !inside.condition().isEmpty()) {
      telling.condition(inside.condition(), false);
    }
    if (dollar.kind() != Kind.ITEM) {
      return "";
    }
    String text =
        switch (dollar.name()) {
          case "if" -> textAt(texts, inside.conditionEnd() + 1);
          case "lookup" -> textAt(texts, source.startsWith("{", dollar.at() + 8) ? 3 : 2);
          case "env" -> textAt(texts, 2);
          case "listextract" -> textAt(texts, 3);
          case "sg", "tr" -> textAt(texts, 0);
          default -> "";
        };
    boolean shown = before > 0 || dollar.end() < source.length();
    if (dollar.name().equals("if") && shown) {
      telling.interim("item-res", Text.of(text));
    }
    return text;
  }

  private static String textAt(List<String> texts, int number) {
    return number < texts.size() ? texts.get(number) : "";
  }
}
