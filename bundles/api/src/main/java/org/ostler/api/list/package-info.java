// SPDX-License-Identifier: Apache-2.0
/** Lists of the configuration that are matched when used. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.list;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
