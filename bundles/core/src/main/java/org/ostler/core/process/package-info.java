// SPDX-License-Identifier: Apache-2.0
/** Commands that are run without a shell. */
@NullMarked
package org.ostler.core.process;

import org.jspecify.annotations.NullMarked;
