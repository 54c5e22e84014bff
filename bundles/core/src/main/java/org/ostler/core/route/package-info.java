// SPDX-License-Identifier: Apache-2.0
/** Routing: from an address to a transport and its hosts, to other addresses, or to a refusal. */
@NullMarked
package org.ostler.core.route;

import org.jspecify.annotations.NullMarked;
