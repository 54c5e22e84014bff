// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;

/** Private options of core's transport drivers that Exim has and that are not done yet. */
final class TransportWords {
  private static final List<String> WORDS = List.of("use_classresources");

  private TransportWords() {}

  static List<String> notYet() {
    return WORDS;
  }
}
