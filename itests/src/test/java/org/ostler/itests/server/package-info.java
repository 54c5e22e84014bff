// SPDX-License-Identifier: Apache-2.0
/** The packed server, started as its users start it. */
@NullMarked
package org.ostler.itests.server;

import org.jspecify.annotations.NullMarked;
