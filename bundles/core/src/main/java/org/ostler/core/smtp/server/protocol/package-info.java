// SPDX-License-Identifier: Apache-2.0
/** The session of RFC 5321 as values: commands, states, and the pure step from one to the next. */
@NullMarked
package org.ostler.core.smtp.server.protocol;

import org.jspecify.annotations.NullMarked;
