// SPDX-License-Identifier: Apache-2.0
/** The words of the command line that core answers. */
@NullMarked
package org.ostler.core.command;

import org.jspecify.annotations.NullMarked;
