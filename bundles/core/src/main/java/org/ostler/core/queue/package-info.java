// SPDX-License-Identifier: Apache-2.0
/** The queue: which messages wait, and for what. */
@NullMarked
package org.ostler.core.queue;

import org.jspecify.annotations.NullMarked;
