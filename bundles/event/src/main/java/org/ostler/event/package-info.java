// SPDX-License-Identifier: Apache-2.0
/**
 * Events: {@code event_action} in the main part and in transports, its variables, and the same
 * events for other bundles on Event Admin topics below {@code org/ostler/}.
 */
@NullMarked
package org.ostler.event;

import org.jspecify.annotations.NullMarked;
