// SPDX-License-Identifier: Apache-2.0
/** DANE for SMTP (RFC 6698, RFC 7671, RFC 7672): the DNS says which certificates are good. */
@NullMarked
package org.ostler.dane;

import org.jspecify.annotations.NullMarked;
