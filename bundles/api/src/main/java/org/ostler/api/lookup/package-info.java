// SPDX-License-Identifier: Apache-2.0
/** Lookup types. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.lookup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
