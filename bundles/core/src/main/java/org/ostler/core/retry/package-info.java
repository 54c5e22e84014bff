// SPDX-License-Identifier: Apache-2.0
/** When to try again, and when to give up. */
@NullMarked
package org.ostler.core.retry;

import org.jspecify.annotations.NullMarked;
