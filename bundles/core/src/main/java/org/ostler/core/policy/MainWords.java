// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;

/** Main options that Exim has, that belong to no room of ours yet, and that are refused by name. */
final class MainWords {
  private static final List<String> WORDS =
      List.of(
          "daemon_modules_load",
          "disable_fsync",
          "local_scan_path",
          "local_scan_timeout",
          "log_ports",
          "oracle_servers",
          "perl_at_start",
          "perl_startup",
          "perl_taintmode",
          "print_topbitchars");

  private MainWords() {}

  static List<String> notYet() {
    return WORDS;
  }
}
