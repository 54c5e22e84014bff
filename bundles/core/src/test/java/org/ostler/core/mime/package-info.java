// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ostler.core.mime;

import org.jspecify.annotations.NullMarked;
