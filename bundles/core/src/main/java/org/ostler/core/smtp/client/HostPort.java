// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Situation;

/** The port of a host: its own, or what {@code port} and {@code protocol} say. */
record HostPort(Settings settings) {
  int of(NextHop hop, Situation situation) throws InterruptedException, Rejected {
    if (hop.port() > 0) {
      return hop.port();
    }
    String usual = SmtpDelivery.expand(settings, ClientOptions.PROTOCOL, situation, "smtp");
    String port = SmtpDelivery.expand(settings, ClientOptions.PORT, situation, usual).strip();
    return switch (port) {
      case "smtp", "" -> 25;
      case "lmtp" -> 24;
      case "smtps" -> 465;
      case "submission" -> 587;
      default -> number(port);
    };
  }

  private static int number(String port) throws Rejected {
    boolean sane = port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = sane ? Integer.parseInt(port) : 0;
    if (number < 1 || number > 65535) {
      throw new Rejected(
          Cause.OTHER, "port \"" + port + "\" is neither a number nor a known service name");
    }
    return number;
  }
}
