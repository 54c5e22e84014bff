// SPDX-License-Identifier: Apache-2.0
/**
 * Delivery status notifications (RFC 3461): what a sender asks to be told, taken from clients and
 * passed on to servers.
 */
@NullMarked
package org.ostler.dsn;

import org.jspecify.annotations.NullMarked;
