// SPDX-License-Identifier: Apache-2.0
/** Local transports: files and directories, pipes, and automatic replies. */
@NullMarked
package org.ostler.core.transport;

import org.jspecify.annotations.NullMarked;
