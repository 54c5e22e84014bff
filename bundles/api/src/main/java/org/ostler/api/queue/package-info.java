// SPDX-License-Identifier: Apache-2.0
/** The queue of a running server, as features may see it. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.queue;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
