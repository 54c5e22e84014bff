// SPDX-License-Identifier: Apache-2.0
/**
 * Other people's mail software, run by tests as processes of their own: Exim, swaks, Postfix's
 * smtp-source and smtp-sink.
 */
@NullMarked
package org.ostler.testing.peers;

import org.jspecify.annotations.NullMarked;
