// SPDX-License-Identifier: Apache-2.0
/**
 * What features contribute: registries that are changed while mail flows, and the leases that guard
 * each call.
 */
@NullMarked
package org.ostler.core.contribution;

import org.jspecify.annotations.NullMarked;
