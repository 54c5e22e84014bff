// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out how the matches of a pattern begin, and what they cannot be without. */
final class StartFinder {
  private final Dialect dialect;

  StartFinder(Dialect dialect) {
    this.dialect = dialect;
  }

  Start find(Node.Group root) {
    boolean anchored = all(root, false);
    boolean lineStart = !anchored && all(root, true);
    boolean search = !dialect.plainSearch && !anchored;
    String text = search ? text(root) : "";
    boolean[] first = dialect.plainSearch ? null : first(root);
    int required = dialect.plainSearch || has(root, Op.ACCEPT) ? -1 : required(root);
    return new Start(anchored, lineStart, text, first, required);
  }

  /** Whether all alternatives of a group begin with an anchor. */
  private boolean all(Node.Group group, boolean lines) {
    return group.alternatives().stream().allMatch(node -> anchors(node, lines));
  }

  private boolean anchors(Node node, boolean lines) {
    for (Node one : Start.nodes(node)) {
      if (!passes(one)) {
        return anchor(one, lines);
      }
    }
    return false;
  }

  /** What is passed over in the search for an anchor. */
  private static boolean passes(Node node) {
    return switch (node) {
      case Node.Empty _ -> true;
      case Node.Place(int op) -> op == Op.WORD_EDGE || op == Op.NO_WORD_EDGE;
      case Node.Group group -> group.kind().negative() || group.kind() == Node.Kind.BEHIND;
      case Node.Verb(int op, @Nullable String _) -> op == Op.MARK;
      default -> false;
    };
  }

  private boolean anchor(Node node, boolean lines) {
    return switch (node) {
      case Node.Place(int op) ->
          op == Op.START || op == Op.SEARCH_START || lines && op == Op.LINE_START;
      case Node.Group group ->
          (group.kind() == Node.Kind.PLAIN
                  || group.kind() == Node.Kind.CAPTURE && !lines
                  || group.kind() == Node.Kind.ATOMIC
                  || group.kind() == Node.Kind.AHEAD)
              && all(group, lines);
      default -> false;
    };
  }

  /** The text that all matches begin with, where case counts. */
  private String text(Node.Group root) {
    if (root.alternatives().size() != 1) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Node node : Start.nodes(root.alternatives().getFirst())) {
      if (!(node instanceof Node.Literal(int c, boolean caseless))
          || dialect.folding(caseless).folds(c)) {
        break;
      }
      text.append(dialect.utf ? Utf8.octets(c) : String.valueOf((char) c));
    }
    return text.toString();
  }

  /**
   * The octets that what a node matches may begin with; null when it may be anything or nothing.
   */
  private boolean @Nullable [] first(Node node) {
    return switch (node) {
      case Node.Literal(int c, boolean caseless) -> literal(c, caseless);
      case Node.OneOf(CharSet set) -> set(set);
      case Node.Group group -> group.kind().looks() ? null : union(group.alternatives());
      case Node.Sequence(List<Node> nodes) -> sequence(nodes);
      case Node.Repeat repeat -> repeat.least() == 0 ? null : first(repeat.node());
      default -> null;
    };
  }

  private boolean @Nullable [] literal(int c, boolean caseless) {
    Folding folding = dialect.folding(caseless);
    if (dialect.utf && (c > 127 || folding.folds(c))) {
      return null;
    }
    boolean[] first = new boolean[256];
    for (int i = 0; i < 256; i++) {
      first[i] = folding.anyCase(i, c, c);
    }
    return first;
  }

  /** In UTF-8 all that is above ASCII begins with some octet above it. */
  private boolean[] set(CharSet set) {
    boolean[] first = set.octets.clone();
    if (dialect.utf) {
      for (int i = 128; i < 256; i++) {
        first[i] = true;
      }
    }
    return first;
  }

  private boolean @Nullable [] union(List<Node> alternatives) {
    boolean[] all = new boolean[256];
    for (Node alternative : alternatives) {
      boolean[] one = first(alternative);
      if (one == null) {
        return null;
      }
      join(all, one);
    }
    return all;
  }

  private static void join(boolean[] all, boolean[] more) {
    for (int i = 0; i < 256; i++) {
      all[i] |= more[i];
    }
  }

  /** What may be absent adds what it begins with to what follows it. */
  private boolean @Nullable [] sequence(List<Node> nodes) {
    boolean[] all = new boolean[256];
    boolean verbs = false;
    for (Node node : nodes) {
      verbs |= node instanceof Node.Verb;
      boolean optional = node instanceof Node.Repeat repeat && repeat.least() == 0;
      boolean reads =
          !(node instanceof Node.Place
              || node instanceof Node.Verb(int op, @Nullable String _) && op != Op.ACCEPT
              || node instanceof Node.Group group && group.kind().looks());
      if (!reads) {
        continue;
      }
      boolean[] one = first(optional ? ((Node.Repeat) node).node() : node);
      if (one == null) {
        return null;
      }
      join(all, one);
      if (!optional) {
        return verbs && !isLetter(all) ? null : all;
      }
    }
    return null;
  }

  /** PCRE2 looks beyond a verb for one octet alone, in both cases perhaps: that may be seen. */
  private static boolean isLetter(boolean[] first) {
    int members = 0;
    for (boolean member : first) {
      members += member ? 1 : 0;
    }
    return members <= 2;
  }

  /** An octet that every match holds: the last one that is sure to be read. */
  private int required(Node node) {
    return switch (node) {
      case Node.Literal(int c, boolean caseless) ->
          c < 128 && !dialect.folding(caseless).folds(c) ? c : -1;
      case Node.Group group ->
          !group.kind().looks() && group.alternatives().size() == 1
              ? required(group.alternatives().getFirst())
              : -1;
      case Node.Sequence(List<Node> nodes) -> {
        int found = -1;
        for (int i = nodes.size() - 1; i >= 0 && found < 0; i--) {
          found = required(nodes.get(i));
        }
        yield found;
      }
      case Node.Repeat repeat -> repeat.least() == 0 ? -1 : required(repeat.node());
      default -> -1;
    };
  }

  private static boolean has(Node node, int verb) {
    return switch (node) {
      case Node.Verb(int op, @Nullable String _) -> op == verb;
      case Node.Group group -> group.alternatives().stream().anyMatch(one -> has(one, verb));
      case Node.Choice choice -> choice.alternatives().stream().anyMatch(one -> has(one, verb));
      case Node.Sequence(List<Node> nodes) -> nodes.stream().anyMatch(one -> has(one, verb));
      case Node.Repeat repeat -> has(repeat.node(), verb);
      default -> false;
    };
  }
}
