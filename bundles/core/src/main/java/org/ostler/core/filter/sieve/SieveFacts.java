// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.core.rewrite.Rewriter;

/**
 * What a script may ask besides the message.
 *
 * @param userAddress what {@code :user} of the envelope's recipient is; null for all of its local
 *     part
 * @param subaddress what {@code :detail} of it is; null for nothing
 * @param rewriter makes the other forms of the user's address
 */
public record SieveFacts(
    @Nullable Expandable userAddress, @Nullable Expandable subaddress, Rewriter rewriter) {}
