// SPDX-License-Identifier: Apache-2.0
/**
 * TLS over blocking streams, for our server and our client. Core decides what is asked of a
 * connection and reads the options; a {@link org.ostler.api.tls.TlsEngine} speaks the protocol.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.tls;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
