// SPDX-License-Identifier: Apache-2.0
/** The contract of lookups. */
@NullMarked
package org.ostler.testing.lookup;

import org.jspecify.annotations.NullMarked;
