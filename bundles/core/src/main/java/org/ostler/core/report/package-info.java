// SPDX-License-Identifier: Apache-2.0
/** What senders are told: delivery status notifications in the form of RFC 3464. */
@NullMarked
package org.ostler.core.report;

import org.jspecify.annotations.NullMarked;
