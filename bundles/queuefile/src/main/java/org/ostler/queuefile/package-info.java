// SPDX-License-Identifier: Apache-2.0
/**
 * The transport that hands messages to other programs as pairs of Exim's spool files. {@link
 * org.ostler.queuefile.SpoolHeaderFile} and {@link org.ostler.queuefile.SpoolDirectory} are a plain
 * library of that format; {@link org.ostler.queuefile.QueuefileTransport} is the driver.
 */
@NullMarked
package org.ostler.queuefile;

import org.jspecify.annotations.NullMarked;
