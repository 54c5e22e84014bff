// SPDX-License-Identifier: Apache-2.0
/** What holds the house together: who may know whom, and how long a file may be. */
@NullMarked
package org.ostler.itests.architecture;

import org.jspecify.annotations.NullMarked;
