// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.util.Map;

/** The words of the operating system's errors that deferrals have numbers of. */
public final class SystemErrors {
  private static final Map<Integer, String> WORDS =
      Map.of(
          2, "No such file or directory",
          6, "No such device or address",
          13, "Permission denied",
          28, "No space left on device",
          101, "Network is unreachable",
          110, "Connection timed out",
          111, "Connection refused",
          113, "No route to host");

  private SystemErrors() {}

  /** The words of an errno; empty for numbers that have none, such as Exim's own below zero. */
  public static String words(int number) {
    return WORDS.getOrDefault(number, "");
  }
}
