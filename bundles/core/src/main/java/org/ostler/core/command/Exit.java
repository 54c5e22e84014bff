// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

/** Exit codes: sysexits.h where Exim uses them. */
final class Exit {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int UNDECIDED = 2;
  static final int USAGE = 64;
  static final int NO_HOST = 68;
  static final int UNAVAILABLE = 69;
  static final int SOFTWARE = 70;
  static final int TEMPORARY = 75;
  static final int CONFIGURATION = 78;

  private Exit() {}
}
