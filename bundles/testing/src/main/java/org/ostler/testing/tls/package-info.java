// SPDX-License-Identifier: Apache-2.0
/** Certificates for tests, made when they run. */
@NullMarked
package org.ostler.testing.tls;

import org.jspecify.annotations.NullMarked;
