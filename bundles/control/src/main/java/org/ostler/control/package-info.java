// SPDX-License-Identifier: Apache-2.0
/** The line between the command line and the server: frames on a Unix-domain socket. */
@NullMarked
package org.ostler.control;

import org.jspecify.annotations.NullMarked;
