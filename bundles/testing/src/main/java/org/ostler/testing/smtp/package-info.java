// SPDX-License-Identifier: Apache-2.0
/** The contracts of what a feature adds to SMTP. */
@NullMarked
package org.ostler.testing.smtp;

import org.jspecify.annotations.NullMarked;
