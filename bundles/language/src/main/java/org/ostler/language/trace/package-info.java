// SPDX-License-Identifier: Apache-2.0
/** What an administrator who debugs hears: which kinds of lines, and where they go. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.trace;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
