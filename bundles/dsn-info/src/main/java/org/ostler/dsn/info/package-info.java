// SPDX-License-Identifier: Apache-2.0
/** What the other host said, added to reports of failure. */
@NullMarked
package org.ostler.dsn.info;

import org.jspecify.annotations.NullMarked;
