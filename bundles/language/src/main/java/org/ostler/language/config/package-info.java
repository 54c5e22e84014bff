// SPDX-License-Identifier: Apache-2.0
/** The configuration file: from text to options, blocks and lines with their positions. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
