// SPDX-License-Identifier: Apache-2.0
/** Authenticators of the configuration, and the mechanisms that need no library. */
@NullMarked
package org.ostler.core.auth;

import org.jspecify.annotations.NullMarked;
