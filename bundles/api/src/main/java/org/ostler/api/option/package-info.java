// SPDX-License-Identifier: Apache-2.0
/** Typed options of the configuration language. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.option;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
