// SPDX-License-Identifier: Apache-2.0
/** What a feature can add to expansion strings: variables, items, operators and conditions. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.expansion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
