// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.Map;

/** Why words of Exim are refused for good. */
final class Reasons {
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("daemon_modules_load", "no native code is loaded into the server"),
          Map.entry("dsn_lasthop", "install the feature dsn"),
          Map.entry("local_scan_path", "there is no local_scan(): lists and features judge"),
          Map.entry("local_scan_timeout", "there is no local_scan(): lists and features judge"),
          Map.entry("oracle_servers", "no feature brings Oracle's client, which is not free"),
          Map.entry("perl_at_start", "no Perl is loaded into the server: use ${run}"),
          Map.entry("perl_startup", "no Perl is loaded into the server: use ${run}"),
          Map.entry("perl_taintmode", "no Perl is loaded into the server"),
          Map.entry(
              "print_topbitchars",
              "logs show what peers say in ASCII, so that no terminal that shows them obeys it"),
          Map.entry("disable_fsync", "mail is on disk before its sender hears yes, which stays so"),
          Map.entry(
              "mua_wrapper",
              "it is for hosts without a server, and nothing sends here but a server with its queue:"
                  + " route all mail to the smarthost instead"),
          Map.entry("log_ports", "it is of Exim 4.99, later than what is followed here"),
          Map.entry("translate_ip_address", "it is no longer in Exim's documentation"),
          Map.entry("use_classresources", "classes of resources are BSD's"));

  private Reasons() {}

  static String of(String option) {
    return BY_NAME.getOrDefault(option, "it is not supported yet");
  }
}
