// SPDX-License-Identifier: Apache-2.0
/** Runs Jazzer on a parser, in a process of its own. */
@NullMarked
package org.ostler.testing.fuzz;

import org.jspecify.annotations.NullMarked;
