// SPDX-License-Identifier: Apache-2.0
/** Tests of access control lists, many of them judged by Exim. */
@NullMarked
package org.ostler.core.acl;

import org.jspecify.annotations.NullMarked;
