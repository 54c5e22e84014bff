// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ostler.core.smtp.client;

import org.jspecify.annotations.NullMarked;
