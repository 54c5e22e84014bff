// SPDX-License-Identifier: Apache-2.0
/** The contract of ACL words. */
@NullMarked
package org.ostler.testing.acl;

import org.jspecify.annotations.NullMarked;
