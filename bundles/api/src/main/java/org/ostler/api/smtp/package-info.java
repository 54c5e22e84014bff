// SPDX-License-Identifier: Apache-2.0
/** Values of the SMTP protocol, and what a feature may add to it. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.smtp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
