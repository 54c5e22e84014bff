// SPDX-License-Identifier: Apache-2.0
/** In-memory views of mail for tests of features. */
@NullMarked
package org.ostler.testing.mail;

import org.jspecify.annotations.NullMarked;
