// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;

/** Private options of core's transport drivers that Exim has and that are not done yet. */
final class TransportWords {
  private static final List<String> WORDS =
      List.of(
          "address_retry_include_sender",
          "allow_fifo",
          "batch_id",
          "batch_max",
          "check_group",
          "delay_after_cutoff",
          "dns_qualify_single",
          "dns_search_parents",
          "file_format",
          "freeze_exec_fail",
          "freeze_signal",
          "host_name_extract",
          "lock_fcntl_timeout",
          "lock_flock_timeout",
          "maildir_retries",
          "maildir_use_size_file",
          "maildirfolder_create_regex",
          "mailstore_format",
          "mailstore_prefix",
          "mailstore_suffix",
          "mbx_format",
          "notify_comsat",
          "permit_coredump",
          "pipe_as_creator",
          "quota_warn_message",
          "quota_warn_threshold",
          "retry_include_ip_address",
          "serialize_hosts",
          "socks_proxy",
          "umask",
          "use_bsmtp",
          "use_classresources",
          "use_flock_lock",
          "use_mbx_lock",
          "use_shell");

  private TransportWords() {}

  static List<String> notYet() {
    return WORDS;
  }
}
