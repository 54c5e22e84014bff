// SPDX-License-Identifier: Apache-2.0
/**
 * SCRAM (RFC 5802, RFC 7677) and the preparation of names and passwords (RFC 4013). Does no I/O.
 */
@NullMarked
package org.ostler.core.sasl;

import org.jspecify.annotations.NullMarked;
