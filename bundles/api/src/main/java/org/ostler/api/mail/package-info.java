// SPDX-License-Identifier: Apache-2.0
/** Mail as features see it: envelope, header fields, peer, and the address in hand. */
@Export
@Version("1.0.0")
@NullMarked
package org.ostler.api.mail;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
