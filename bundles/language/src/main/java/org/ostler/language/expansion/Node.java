// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import org.ostler.api.text.Text;

/** A piece of a compiled string. */
sealed interface Node {
  Text text(Run run) throws Stop, InterruptedException;

  /** Text that is always the same. */
  record Literal(Text text) implements Node {
    static final Literal EMPTY = new Literal(Text.EMPTY);

    @Override
    public Text text(Run run) {
      return text;
    }
  }

  /** Pieces one after another. */
  record Joined(List<Node> pieces) implements Node {
    /** Up to so many pieces are put together without an array of them. */
    private static final int FEW = 3;

    @Override
    public Text text(Run run) throws Stop, InterruptedException {
      Text marked = pieces.getFirst().text(run);
      if (pieces.size() > FEW) {
        return all(marked, run);
      }
      Text second = pieces.get(1).text(run);
      if (pieces.size() < FEW) {
        return mixed(marked, second).piece(marked.value().concat(second.value()));
      }
      Text third = pieces.get(2).text(run);
      return mixed(mixed(marked, second), third)
          .piece(marked.value() + second.value() + third.value());
    }

    private Text all(Text first, Run run) throws Stop, InterruptedException {
      String[] octets = new String[pieces.size()];
      octets[0] = first.value();
      Text marked = first;
      for (int i = 1; i < octets.length; i++) {
        Text text = pieces.get(i).text(run);
        octets[i] = text.value();
        marked = mixed(marked, text);
      }
      return marked.piece(String.join("", octets));
    }

    /** A text with the taint of both. */
    private static Text mixed(Text marked, Text text) {
      return marked.isTainted() ? marked.mixedWith(text) : text;
    }
  }

  /**
   * Where the text of the string makes no sense: everything before it is evaluated, and then it
   * fails.
   */
  record Broken(Stop stop) implements Node {
    @Override
    public Text text(Run run) throws Stop {
      throw stop;
    }
  }

  /** A variable, header reference, item or operator: gives a text when a string is expanded. */
  @FunctionalInterface
  non-sealed interface Evaluation extends Node {}

  /** The node of an evaluation. */
  static Node of(Evaluation evaluation) {
    return evaluation;
  }
}
