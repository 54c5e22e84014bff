// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.List;
import org.ostler.language.config.Position;

/**
 * A compiled list.
 *
 * @param title how traces call it: {@code ACL "name"} or {@code inline ACL}
 * @param statements in order
 */
record Acl(String title, List<Statement> statements) {
  Acl {
    statements = List.copyOf(statements);
  }

  /**
   * A verb with what follows it.
   *
   * @param verb the verb
   * @param steps conditions and modifiers in order
   * @param position of the verb
   */
  record Statement(Verb verb, List<Step> steps, Position position) {
    Statement {
      steps = List.copyOf(steps);
    }
  }
}
