// SPDX-License-Identifier: Apache-2.0
/** What every sink of events does. */
@NullMarked
package org.ostler.testing.event;

import org.jspecify.annotations.NullMarked;
