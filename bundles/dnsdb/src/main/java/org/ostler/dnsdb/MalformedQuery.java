// SPDX-License-Identifier: Apache-2.0
package org.ostler.dnsdb;

/** A query that makes no sense; the message says why, in Exim's words. */
final class MalformedQuery extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedQuery(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
