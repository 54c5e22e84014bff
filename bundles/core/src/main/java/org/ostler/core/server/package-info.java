// SPDX-License-Identifier: Apache-2.0
/** The running house: its parts wired together, started, reloaded and stopped. */
@NullMarked
package org.ostler.core.server;

import org.jspecify.annotations.NullMarked;
