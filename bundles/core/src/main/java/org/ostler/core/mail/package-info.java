// SPDX-License-Identifier: Apache-2.0
/** Mail in hand: connection, message, address, and the view that joins them. */
@NullMarked
package org.ostler.core.mail;

import org.jspecify.annotations.NullMarked;
