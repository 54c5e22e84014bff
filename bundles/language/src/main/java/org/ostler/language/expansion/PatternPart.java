// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.regex.Regex;

/**
 * An argument that is a regular expression: one that is written out is compiled at its first use
 * and kept, any other is looked up among those met of late. Safe for many threads.
 */
final class PatternPart {
  private final Part part;
  private final @Nullable Text constant;
  private volatile @Nullable Regex kept;

  PatternPart(Part part) {
    this.part = part;
    this.constant = part.constant();
  }

  /** Evaluates the argument; a pattern that makes no sense fails in Exim's words. */
  Regex regex(Run run) throws Stop, InterruptedException {
    Regex known = kept;
    if (known != null) {
      return known;
    }
    Regex regex = run.compiler().pattern(part.text(run).value());
    if (constant != null) {
      kept = regex;
    }
    return regex;
  }
}
