// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the matches of a pattern begin, so that places where none can are passed over.
 *
 * @param anchored whether a match begins where the search begins, or at the start of the subject
 * @param lineStart whether a match begins where a line does
 * @param text what every match begins with, perhaps empty; in octets
 * @param first the octets that a match may begin with; null when that is not known
 * @param required an octet that every match has, or -1 when none is known
 */
record Start(
    boolean anchored, boolean lineStart, String text, boolean @Nullable [] first, int required) {
  /** What is known of a pattern. */
  static Start of(Node root, Dialect dialect) {
    return new StartFinder(dialect).find((Node.Group) root);
  }

  /** Whether a match may begin with what stands at a place before the end. */
  boolean mayBegin(char octet) {
    return first == null || octet > 255 || first[octet];
  }

  static List<Node> nodes(Node node) {
    return node instanceof Node.Sequence(List<Node> nodes) ? nodes : List.of(node);
  }
}
