// SPDX-License-Identifier: Apache-2.0
/** Router drivers. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.routing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
