// SPDX-License-Identifier: Apache-2.0
/** DNS from a text. */
@NullMarked
package org.ostler.testing.dns;

import org.jspecify.annotations.NullMarked;
