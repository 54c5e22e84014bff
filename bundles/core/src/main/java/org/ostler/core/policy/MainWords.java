// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;

/** Main options that Exim has, that belong to no room of ours yet, and that are refused by name. */
final class MainWords {
  private static final List<String> WORDS =
      List.of(
          "daemon_modules_load",
          "disable_fsync",
          "extract_addresses_remove_arguments",
          "ignore_fromline_hosts",
          "ignore_fromline_local",
          "local_scan_timeout",
          "localhost_number",
          "log_ports",
          "oracle_servers",
          "percent_hack_domains",
          "perl_at_start",
          "perl_startup",
          "perl_taintmode",
          "print_topbitchars",
          "unknown_login",
          "unknown_username",
          "uucp_from_pattern",
          "uucp_from_sender");

  private MainWords() {}

  static List<String> notYet() {
    return WORDS;
  }
}
