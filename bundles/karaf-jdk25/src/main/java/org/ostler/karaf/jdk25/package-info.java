// SPDX-License-Identifier: Apache-2.0
/** The subject of a thread, for classes that used to ask the access control context for it. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.karaf.jdk25;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
