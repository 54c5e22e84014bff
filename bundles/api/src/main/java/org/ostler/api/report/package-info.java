// SPDX-License-Identifier: Apache-2.0
/** Reports to senders: what a feature can add to them. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
