// SPDX-License-Identifier: Apache-2.0
/** Lookups in the DNS. */
@NullMarked
package org.ostler.dnsdb;

import org.jspecify.annotations.NullMarked;
