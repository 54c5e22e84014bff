// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/** How reading a path ended. */
public sealed interface Path {
  /** An address without brackets and source route; empty is the null reverse-path. */
  record Good(String address) implements Path {
    public boolean qualified() {
      return address.indexOf('@') >= 0;
    }
  }

  /** It is none; the words are Exim's. */
  record Bad(String why) implements Path {}
}
