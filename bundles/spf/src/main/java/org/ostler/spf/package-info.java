// SPDX-License-Identifier: Apache-2.0
/**
 * SPF, RFC 7208, as words of the configuration. {@link org.ostler.spf.SpfEvaluator} and what it
 * uses are a plain library; the components translate between it and the language.
 */
@NullMarked
package org.ostler.spf;

import org.jspecify.annotations.NullMarked;
