// SPDX-License-Identifier: Apache-2.0
/** Octet strings and their taint. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
