// SPDX-License-Identifier: Apache-2.0
/** The spool: an append-only log that holds every accepted message until it is delivered. */
@NullMarked
package org.ostler.journal;

import org.jspecify.annotations.NullMarked;
