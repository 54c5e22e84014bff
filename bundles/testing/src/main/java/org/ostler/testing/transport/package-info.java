// SPDX-License-Identifier: Apache-2.0
/** The contract of transport drivers. */
@NullMarked
package org.ostler.testing.transport;

import org.jspecify.annotations.NullMarked;
