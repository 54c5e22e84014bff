// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import org.ostler.core.rewrite.Rewriter;

/**
 * What conditions ask about besides the message.
 *
 * @param firstDelivery whether nothing was tried yet
 * @param manuallyThawed whether an administrator set the message going again
 * @param rewriter makes the other forms of the user's address
 */
public record FilterFacts(boolean firstDelivery, boolean manuallyThawed, Rewriter rewriter) {}
