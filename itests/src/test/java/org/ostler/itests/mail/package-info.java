// SPDX-License-Identifier: Apache-2.0
/** Mail through the packed server, from and to other people's software. */
@NullMarked
package org.ostler.itests.mail;

import org.jspecify.annotations.NullMarked;
