// SPDX-License-Identifier: Apache-2.0
/** What a feature's bundle declares about itself. */
@NullMarked
package org.ostler.testing.feature;

import org.jspecify.annotations.NullMarked;
