// SPDX-License-Identifier: Apache-2.0
/**
 * Sieve filters (RFC 5228) as Exim knows them: {@link org.ostler.core.filter.sieve.SieveScript} is
 * one, read once into a tree, and {@link org.ostler.core.filter.sieve.SieveRun} obeys it for one
 * message. What it wants done is told as {@link org.ostler.core.filter.sieve.SieveDeed}s to whoever
 * runs it: the redirect router, or {@code -bf}, which only tells.
 */
@NullMarked
package org.ostler.core.filter.sieve;

import org.jspecify.annotations.NullMarked;
