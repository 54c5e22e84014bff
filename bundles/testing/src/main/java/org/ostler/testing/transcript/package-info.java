// SPDX-License-Identifier: Apache-2.0
/** Conversations written down in plain text, and played against whatever talks back. */
@NullMarked
package org.ostler.testing.transcript;

import org.jspecify.annotations.NullMarked;
