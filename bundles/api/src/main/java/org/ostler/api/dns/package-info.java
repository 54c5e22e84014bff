// SPDX-License-Identifier: Apache-2.0
/** DNS as features use it. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.dns;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
