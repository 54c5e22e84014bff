// SPDX-License-Identifier: Apache-2.0
/** The feature @NAME@: whether a client introduces itself by one of some names. */
@NullMarked
package @PACKAGE@;

import org.jspecify.annotations.NullMarked;
