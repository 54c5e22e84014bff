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
    @Override
    public Text text(Run run) throws Stop, InterruptedException {
      StringBuilder all = new StringBuilder();
      Text marked = Text.EMPTY;
      for (Node piece : pieces) {
        Text text = piece.text(run);
        all.append(text.value());
        marked = marked.mixedWith(text);
      }
      return marked.piece(all.toString());
    }
  }

  /** A variable, header reference, item or operator. */
  record Dynamic(Evaluation evaluation) implements Node {
    @Override
    public Text text(Run run) throws Stop, InterruptedException {
      return evaluation.text(run);
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

  /** Gives a text when a string is expanded. */
  @FunctionalInterface
  interface Evaluation {
    Text text(Run run) throws Stop, InterruptedException;
  }
}
