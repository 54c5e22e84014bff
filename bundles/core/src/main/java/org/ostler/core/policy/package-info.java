// SPDX-License-Identifier: Apache-2.0
/** The configuration in force: from a file to compiled lists, routers and transports. */
@NullMarked
package org.ostler.core.policy;

import org.jspecify.annotations.NullMarked;
