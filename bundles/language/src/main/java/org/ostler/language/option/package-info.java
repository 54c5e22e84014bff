// SPDX-License-Identifier: Apache-2.0
/** Options of the configuration: from assignments to typed settings. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.option;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
