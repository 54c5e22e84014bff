// SPDX-License-Identifier: Apache-2.0
/** The contract of variables, items, operators and conditions. */
@NullMarked
package org.ostler.testing.expansion;

import org.jspecify.annotations.NullMarked;
