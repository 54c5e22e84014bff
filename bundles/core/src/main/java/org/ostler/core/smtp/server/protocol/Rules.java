// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server.protocol;

/**
 * What the configuration says about this peer and that syntax and sequence depend on.
 *
 * @param helloRequired {@code hosts_require_helo} has the peer
 * @param helloChars {@code helo_allow_chars}
 * @param helloJunk {@code helo_accept_junk_hosts} has the peer
 * @param paths how addresses may be written
 */
public record Rules(boolean helloRequired, String helloChars, boolean helloJunk, PathRules paths) {
  /**
   * How addresses may be written.
   *
   * @param literals {@code allow_domain_literals}
   * @param utf8Domains {@code allow_utf8_domains}, or the message has SMTPUTF8
   * @param stripDot {@code strip_trailing_dot}
   * @param stripBrackets {@code strip_excess_angle_brackets}
   */
  public record PathRules(
      boolean literals, boolean utf8Domains, boolean stripDot, boolean stripBrackets) {
    PathRules withUtf8(boolean smtputf8) {
      return new PathRules(literals, utf8Domains || smtputf8, stripDot, stripBrackets);
    }
  }
}
