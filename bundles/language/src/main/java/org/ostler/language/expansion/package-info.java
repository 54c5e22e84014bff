// SPDX-License-Identifier: Apache-2.0
/** Expansion strings: compiled once, evaluated for each session or delivery. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.expansion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
