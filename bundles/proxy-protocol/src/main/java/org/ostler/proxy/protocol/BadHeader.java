// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

/** The octets are no header of the PROXY protocol; the message says why. */
final class BadHeader extends Exception {
  private static final long serialVersionUID = 1L;

  BadHeader(String why) {
    super(why, null, false, false);
  }
}
