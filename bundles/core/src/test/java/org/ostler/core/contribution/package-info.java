// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ostler.core.contribution;

import org.jspecify.annotations.NullMarked;
