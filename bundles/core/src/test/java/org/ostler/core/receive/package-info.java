// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ostler.core.receive;

import org.jspecify.annotations.NullMarked;
