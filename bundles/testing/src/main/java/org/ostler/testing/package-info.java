// SPDX-License-Identifier: Apache-2.0
/** Contract tests and fixtures for the bundles of Ostler. Never shipped. */
@NullMarked
package org.ostler.testing;

import org.jspecify.annotations.NullMarked;
