// SPDX-License-Identifier: Apache-2.0
/**
 * The MIME tree of a message (RFC 2045, RFC 2046), walked as Exim walks it: the content scanning
 * lists see each part in turn.
 */
@NullMarked
package org.ostler.core.mime;

import org.jspecify.annotations.NullMarked;
