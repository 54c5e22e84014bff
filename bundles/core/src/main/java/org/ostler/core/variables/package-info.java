// SPDX-License-Identifier: Apache-2.0
/** The variables of the language that speak of mail in hand. */
@NullMarked
package org.ostler.core.variables;

import org.jspecify.annotations.NullMarked;
