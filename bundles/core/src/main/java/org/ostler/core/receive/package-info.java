// SPDX-License-Identifier: Apache-2.0
/** Receiving one message: lines, header section, body, trace and missing fields. */
@NullMarked
package org.ostler.core.receive;

import org.jspecify.annotations.NullMarked;
