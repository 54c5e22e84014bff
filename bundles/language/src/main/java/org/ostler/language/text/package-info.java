// SPDX-License-Identifier: Apache-2.0
/** How the language cuts text: white space, quoted strings, separated lists. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
