// SPDX-License-Identifier: Apache-2.0
/** Commands of the command line. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
