// SPDX-License-Identifier: Apache-2.0
/** The SMTP server: sessions, their limits, and the sockets they come from. */
@NullMarked
package org.ostler.core.smtp.server;

import org.jspecify.annotations.NullMarked;
