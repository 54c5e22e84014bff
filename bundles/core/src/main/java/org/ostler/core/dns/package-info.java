// SPDX-License-Identifier: Apache-2.0
/** The resolver: DNS as the configuration wants it. */
@NullMarked
package org.ostler.core.dns;

import org.jspecify.annotations.NullMarked;
