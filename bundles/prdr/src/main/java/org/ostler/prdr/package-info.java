// SPDX-License-Identifier: Apache-2.0
/**
 * PRDR, a reply to the data for each recipient (draft-hall-prdr-00), for our server and for our
 * client.
 */
@NullMarked
package org.ostler.prdr;

import org.jspecify.annotations.NullMarked;
