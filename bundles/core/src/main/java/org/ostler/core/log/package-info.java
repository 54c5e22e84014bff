// SPDX-License-Identifier: Apache-2.0
/** The log files that administrators and their tools read. */
@NullMarked
package org.ostler.core.log;

import org.jspecify.annotations.NullMarked;
