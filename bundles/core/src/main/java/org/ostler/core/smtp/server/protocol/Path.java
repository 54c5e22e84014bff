// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/** How reading a path ended. */
public sealed interface Path {
  /**
   * An address without brackets, source route and comments; empty is the null reverse-path.
   *
   * @param qualified whether it has a domain
   */
  record Good(String address, boolean qualified) implements Path {}

  /** It is none; the words are Exim's. */
  record Bad(String why) implements Path {}
}
