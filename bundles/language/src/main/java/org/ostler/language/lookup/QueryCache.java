// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.util.HashMap;
import java.util.Map;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.mail.Slot;

/** Answers to queries while one message is in hand: the same query is asked once. */
final class QueryCache {
  static final Slot<QueryCache> SLOT =
      new Slot<>("lookup.answers", Slot.Scope.MESSAGE, QueryCache::new);

  final Map<String, Answer> answers = new HashMap<>();
}
