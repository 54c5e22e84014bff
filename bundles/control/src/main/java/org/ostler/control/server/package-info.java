// SPDX-License-Identifier: Apache-2.0
/** The server's end of the control socket. */
@NullMarked
package org.ostler.control.server;

import org.jspecify.annotations.NullMarked;
