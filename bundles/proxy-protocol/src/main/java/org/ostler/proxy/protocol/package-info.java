// SPDX-License-Identifier: Apache-2.0
/**
 * The PROXY protocol, versions 1 and 2, as load balancers speak it before SMTP. {@link
 * org.ostler.proxy.protocol.HeaderReader} and what it uses are a plain library.
 */
@NullMarked
package org.ostler.proxy.protocol;

import org.jspecify.annotations.NullMarked;
