// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

/** Exit codes of commands with what they usually mean, in Exim's words. */
final class ExitCodes {
  private ExitCodes() {}

  static String words(int code) {
    String meaning =
        switch (code) {
          case 64 -> "usage or syntax error";
          case 65 -> "error in input data";
          case 66 -> "input data missing";
          case 67 -> "user nonexistent";
          case 68 -> "host nonexistent";
          case 69 -> "service or program unavailable";
          case 70 -> "internal software error";
          case 71 -> "internal operating system error";
          case 72 -> "system file missing";
          case 73 -> "can't create output file";
          case 74 -> "input/output error";
          case 75 -> "temporary error";
          case 76 -> "protocol error";
          case 77 -> "permission denied";
          case 78 -> "configuration error";
          case ChildProcess.NOT_RUN -> "unable to exec or command does not exist";
          default -> "";
        };
    return code + (meaning.isEmpty() ? "" : " (could mean " + meaning + ")");
  }

  static String signal(int number) {
    String name =
        switch (number) {
          case 1 -> "Hangup";
          case 2 -> "Interrupt";
          case 3 -> "Quit";
          case 6 -> "Aborted";
          case 9 -> "Killed";
          case 11 -> "Segmentation fault";
          case 13 -> "Broken pipe";
          case 14 -> "Alarm clock";
          case 15 -> "Terminated";
          default -> "Unknown signal " + number;
        };
    return number + " (" + name + ")";
  }
}
