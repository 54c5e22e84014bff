// SPDX-License-Identifier: Apache-2.0
/**
 * Authenticator drivers: SASL mechanisms (RFC 4422) for SMTP (RFC 4954), as server and as client.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
