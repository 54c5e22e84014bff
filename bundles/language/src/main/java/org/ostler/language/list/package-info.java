// SPDX-License-Identifier: Apache-2.0
/**
 * Domain, host, address and local part lists: compiled once where they are constant, matched when
 * used.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.list;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
