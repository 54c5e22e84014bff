// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ostler.core.smtp.server;

import org.jspecify.annotations.NullMarked;
