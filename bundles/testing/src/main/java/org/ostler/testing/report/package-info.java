// SPDX-License-Identifier: Apache-2.0
/** What every addition to reports does. */
@NullMarked
package org.ostler.testing.report;

import org.jspecify.annotations.NullMarked;
