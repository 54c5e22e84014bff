// SPDX-License-Identifier: Apache-2.0
/** The contract of authenticator drivers. */
@NullMarked
package org.ostler.testing.auth;

import org.jspecify.annotations.NullMarked;
