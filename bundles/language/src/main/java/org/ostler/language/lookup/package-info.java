// SPDX-License-Identifier: Apache-2.0
/** Lookups: how they are named and tried, and those that search files. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.lookup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
