// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import org.ostler.api.option.InvalidArgument;

/**
 * The generic option {@code self}: what to do when the best host of a remote address is this one.
 *
 * @param kind the word
 * @param domain the domain to route instead, for reroute; empty otherwise
 * @param rewrites whether addresses of header fields get that domain too
 */
record SelfAction(Kind kind, String domain, boolean rewrites) {
  private SelfAction(Kind kind) {
    this(kind, "", false);
  }

  enum Kind {
    FREEZE,
    DEFER,
    SEND,
    PASS,
    FAIL,
    REROUTE
  }

  static SelfAction of(String text) throws InvalidArgument {
    String word = text.strip();
    if (word.startsWith("reroute:")) {
      String domain = word.substring("reroute:".length()).strip();
      boolean rewrites = domain.startsWith("rewrite:");
      String name = rewrites ? domain.substring("rewrite:".length()).strip() : domain;
      return new SelfAction(Kind.REROUTE, name, rewrites);
    }
    return switch (word) {
      case "freeze" -> new SelfAction(Kind.FREEZE);
      case "defer" -> new SelfAction(Kind.DEFER);
      case "send" -> new SelfAction(Kind.SEND);
      case "pass" -> new SelfAction(Kind.PASS);
      case "fail" -> new SelfAction(Kind.FAIL);
      default ->
          throw new InvalidArgument(
              "self needs freeze, defer, send, pass, fail or reroute:DOMAIN, not \"" + text + "\"");
    };
  }
}
