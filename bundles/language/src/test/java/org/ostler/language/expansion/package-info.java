// SPDX-License-Identifier: Apache-2.0
/** Expansion strings held against what Exim makes of them. */
@NullMarked
package org.ostler.language.expansion;

import org.jspecify.annotations.NullMarked;
