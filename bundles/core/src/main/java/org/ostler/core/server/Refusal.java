// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;

/**
 * A server that cannot start: one sentence on the terminal, and the end of the process where the
 * process is the server ({@code ostler.exit=true}).
 */
final class Refusal {
  private static final int TEMPORARY = 75; // EX_TEMPFAIL of sysexits.h
  private static final int CONFIGURATION = 78; // EX_CONFIG

  private Refusal() {}

  static void tell(IOException cause) {
    System.err.println("ostler: " + cause.getMessage());
    if (Boolean.getBoolean("ostler.exit")) {
      int code = cause instanceof InvalidConfiguration ? CONFIGURATION : TEMPORARY;
      // The exit stops the framework, which waits for the thread that starts this bundle.
      Thread.ofPlatform().name("refusal").start(() -> System.exit(code));
    }
  }
}
