// SPDX-License-Identifier: Apache-2.0
/** Delivery: from the queue through transports to an outcome for each recipient. */
@NullMarked
package org.ostler.core.deliver;

import org.jspecify.annotations.NullMarked;
