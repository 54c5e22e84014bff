// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ostler.core.dns;

import org.jspecify.annotations.NullMarked;
