// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;

/** Private options of core's transport drivers that Exim has and that are not done yet. */
final class TransportWords {
  private static final List<String> WORDS =
      List.of(
          "allow_fifo",
          "file_format",
          "lock_flock_timeout",
          "mbx_format",
          "notify_comsat",
          "permit_coredump",
          "umask",
          "use_classresources",
          "use_flock_lock",
          "use_mbx_lock",
          "use_shell");

  private TransportWords() {}

  static List<String> notYet() {
    return WORDS;
  }
}
