// SPDX-License-Identifier: Apache-2.0
/** The contract of option sets. */
@NullMarked
package org.ostler.testing.option;

import org.jspecify.annotations.NullMarked;
