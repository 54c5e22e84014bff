// SPDX-License-Identifier: Apache-2.0
/**
 * The operations of the language on octet strings: encodings, arithmetic, addresses, JSON. Each is
 * a function of its arguments alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.language.octets;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
