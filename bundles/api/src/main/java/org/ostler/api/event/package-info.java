// SPDX-License-Identifier: Apache-2.0
/** What a feature can hear of: named events of deliveries, connections and sessions. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
