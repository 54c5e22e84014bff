// SPDX-License-Identifier: Apache-2.0
/** Tests of this package, judged by Exim. */
@NullMarked
package org.ostler.language.list;

import org.jspecify.annotations.NullMarked;
