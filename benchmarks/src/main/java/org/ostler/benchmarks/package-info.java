// SPDX-License-Identifier: Apache-2.0
/** How fast the language is; see {@code benchmarks/language}. */
@NullMarked
package org.ostler.benchmarks;

import org.jspecify.annotations.NullMarked;
