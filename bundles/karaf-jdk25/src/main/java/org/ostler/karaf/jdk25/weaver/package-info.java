// SPDX-License-Identifier: Apache-2.0
/**
 * Redirects Karaf's classes, as they are loaded, from the access control context to the thread's
 * subject.
 */
@NullMarked
package org.ostler.karaf.jdk25.weaver;

import org.jspecify.annotations.NullMarked;
