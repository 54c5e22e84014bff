// SPDX-License-Identifier: Apache-2.0
/** Ostler's pages in the web console. */
@NullMarked
package org.ostler.console;

import org.jspecify.annotations.NullMarked;
