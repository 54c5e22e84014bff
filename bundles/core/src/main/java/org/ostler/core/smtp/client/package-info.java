// SPDX-License-Identifier: Apache-2.0
/** The client side of SMTP and LMTP: the smtp and lmtp transports. */
@NullMarked
package org.ostler.core.smtp.client;

import org.jspecify.annotations.NullMarked;
