// SPDX-License-Identifier: Apache-2.0
/** Features that come, change and go while mail flows. */
@NullMarked
package org.ostler.itests.features;

import org.jspecify.annotations.NullMarked;
