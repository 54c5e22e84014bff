// SPDX-License-Identifier: Apache-2.0
/**
 * The program behind the command line: talks to a running server, or starts a short-lived one in
 * itself.
 */
@NullMarked
package org.ostler.control.client;

import org.jspecify.annotations.NullMarked;
