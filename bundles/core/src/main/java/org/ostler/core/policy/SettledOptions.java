// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.option.Option;

/**
 * Main options of Exim that ask for what is settled otherwise here: whatever they say, what they
 * protect or choose is so already. They are taken, typed and shown, and docs/settled-options.md
 * says of each why it changes nothing. An option that would change something has no place here.
 */
final class SettledOptions {
  /** Only the server's own user and root reach the command line, and both are trusted. */
  private static final List<Option<?>> CALLERS =
      List.of(
          Option.strings("admin_groups", null),
          Option.bool("commandline_checks_require_admin", false),
          Option.string("local_from_prefix", null),
          Option.string("local_from_suffix", null),
          Option.bool("prod_requires_admin", true),
          Option.bool("queue_list_requires_admin", true),
          Option.strings("trusted_groups", null),
          Option.strings("trusted_users", null),
          Option.list("untrusted_set_sender", org.ostler.api.option.Kind.ADDRESS_LIST, null));

  /** One process that is one user from its first moment, whoever starts it says which. */
  private static final List<Option<?>> PROCESS =
      List.of(
          Option.bool("debug_store", false),
          Option.string("exim_group", null),
          Option.string("exim_path", null),
          Option.string("exim_user", null),
          Option.bool("drop_cr", false),
          Option.integer("finduser_retries", 0),
          Option.integer("lookup_open_max", 25),
          Option.integer("max_username_length", 0),
          Option.expanded("notifier_socket", null),
          Option.bool("panic_coredump", false),
          Option.string("process_log_path", null));

  /** The spool is a journal: no directories to split, no files whose format could be chosen. */
  private static final List<Option<?>> SPOOL =
      List.of(
          Option.time("keep_malformed", "4d"),
          Option.bool("message_logs", true),
          Option.bool("queue_fast_ramp", false),
          Option.bool("split_spool_directory", false),
          Option.bool("spool_wireformat", false));

  private SettledOptions() {}

  static List<Option<?>> main() {
    return Stream.of(CALLERS, PROCESS, SPOOL).flatMap(List::stream).<Option<?>>map(o -> o).toList();
  }
}
