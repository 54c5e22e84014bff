// SPDX-License-Identifier: Apache-2.0
/** What a user hears who made a mistake. */
@NullMarked
package org.ostler.itests.input;

import org.jspecify.annotations.NullMarked;
