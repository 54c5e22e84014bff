// SPDX-License-Identifier: Apache-2.0
/**
 * OCSP (RFC 6960): responses stapled to our certificates, read from files or fetched, and the
 * judgement of those that servers staple to theirs.
 */
@NullMarked
package org.ostler.ocsp;

import org.jspecify.annotations.NullMarked;
