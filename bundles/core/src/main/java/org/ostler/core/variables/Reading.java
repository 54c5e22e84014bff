// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/** How one variable is read. */
@FunctionalInterface
interface Reading {
  @Nullable Text of(Situation situation) throws InterruptedException;
}
