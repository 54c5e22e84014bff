// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;

/** Text from outside that was quoted for one lookup type: fit for its queries, for nothing else. */
final class QuotedTaint {
  private static final String QUOTED = ", quoted for ";

  private QuotedTaint() {}

  static Text mark(Text source, String quoted, String type) {
    Taint taint = source.taint();
    return new Text(quoted, new Taint((taint == null ? "" : taint.origin()) + QUOTED + type));
  }

  /**
   * Whether all that is from outside in a text was quoted for the type, as far as its mark tells.
   */
  static boolean isFor(Text text, String type) {
    @Nullable Taint taint = text.taint();
    return taint == null || taint.origin().endsWith(QUOTED + type);
  }
}
