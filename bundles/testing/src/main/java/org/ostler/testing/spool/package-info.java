// SPDX-License-Identifier: Apache-2.0
/** What every spool must do. */
@NullMarked
package org.ostler.testing.spool;

import org.jspecify.annotations.NullMarked;
