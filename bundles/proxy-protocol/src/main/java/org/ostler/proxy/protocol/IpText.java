// SPDX-License-Identifier: Apache-2.0
package org.ostler.proxy.protocol;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses as the language writes them (RFC 5952 §4). */
final class IpText {
  private static final Pattern ZEROS = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])");

  private IpText() {}

  static String of(InetAddress address) {
    String text = address.getHostAddress();
    if (text.indexOf(':') < 0) {
      return text;
    }
    int from = 0;
    int to = 0;
    for (Matcher run = ZEROS.matcher(text); run.find(); ) {
      if (run.end() - run.start() > to - from) {
        from = run.start();
        to = run.end();
      }
    }
    if (to == 0) {
      return text;
    }
    String before = text.substring(0, from);
    String after = text.substring(to);
    return (before.isEmpty() ? ":" : before) + (after.isEmpty() ? ":" : after);
  }
}
