// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** A variable found when a string is compiled and read when it is expanded. */
@FunctionalInterface
public interface Variable {
  /**
   * The value; null when it has none, which reads as empty and makes {@code def:} false. Throws
   * {@link VariableAway} when it cannot be told now.
   */
  @Nullable Text value(MailView mail) throws InterruptedException;
}
