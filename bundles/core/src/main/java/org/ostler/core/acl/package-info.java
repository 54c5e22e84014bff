// SPDX-License-Identifier: Apache-2.0
/** Access control lists: compiled statements and their evaluation. */
@NullMarked
package org.ostler.core.acl;

import org.jspecify.annotations.NullMarked;
