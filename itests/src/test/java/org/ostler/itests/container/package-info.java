// SPDX-License-Identifier: Apache-2.0
/** The containers that Ostler's bundles run in: the packed Karaf, and bare Felix. */
@NullMarked
package org.ostler.itests.container;

import org.jspecify.annotations.NullMarked;
