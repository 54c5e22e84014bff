// SPDX-License-Identifier: Apache-2.0
/**
 * TLS 1.2 and 1.3 on BouncyCastle. The engine is the component; the rest is a plain library of
 * credentials, ciphers, trust and streams.
 */
@NullMarked
package org.ostler.tls;

import org.jspecify.annotations.NullMarked;
