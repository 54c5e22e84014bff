// SPDX-License-Identifier: Apache-2.0
/** Rewriting of addresses in envelopes and header fields by the rules of the configuration. */
@NullMarked
package org.ostler.core.rewrite;

import org.jspecify.annotations.NullMarked;
