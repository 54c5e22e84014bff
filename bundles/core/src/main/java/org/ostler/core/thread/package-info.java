// SPDX-License-Identifier: Apache-2.0
/** Threads that leave nothing behind. */
@NullMarked
package org.ostler.core.thread;

import org.jspecify.annotations.NullMarked;
