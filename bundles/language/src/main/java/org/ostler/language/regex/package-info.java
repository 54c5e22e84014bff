// SPDX-License-Identifier: Apache-2.0
/**
 * Regular expressions as administrators write them for PCRE, matched over octets with a deadline.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.regex;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
