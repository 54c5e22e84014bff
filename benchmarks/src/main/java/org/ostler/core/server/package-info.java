// SPDX-License-Identifier: Apache-2.0
/** The house that benchmarks run in. */
@NullMarked
package org.ostler.core.server;

import org.jspecify.annotations.NullMarked;
