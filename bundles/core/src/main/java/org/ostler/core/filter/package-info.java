// SPDX-License-Identifier: Apache-2.0
/**
 * Exim's filter files: {@link org.ostler.core.filter.Filter} is one, read once into a tree, and
 * {@link org.ostler.core.filter.FilterRun} obeys it for one message. What it wants done is told as
 * {@link org.ostler.core.filter.Deed}s to whoever runs it: the redirect router, the delivery of a
 * message with a system filter, or {@code -bf}, which prints them.
 */
@NullMarked
package org.ostler.core.filter;

import org.jspecify.annotations.NullMarked;
