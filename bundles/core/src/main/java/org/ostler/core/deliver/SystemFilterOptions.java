// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** Options of the main part about the filter that every message goes through. */
final class SystemFilterOptions {
  static final Option<Expandable> FILTER = Option.expanded("system_filter", null);
  static final Option<String> USER = Option.string("system_filter_user", null);
  static final Option<String> GROUP = Option.string("system_filter_group", null);
  static final Option<Expandable> DIRECTORY_TRANSPORT =
      Option.expanded("system_filter_directory_transport", null);
  static final Option<Expandable> FILE_TRANSPORT =
      Option.expanded("system_filter_file_transport", null);
  static final Option<Expandable> PIPE_TRANSPORT =
      Option.expanded("system_filter_pipe_transport", null);
  static final Option<Expandable> REPLY_TRANSPORT =
      Option.expanded("system_filter_reply_transport", null);

  static final List<Option<?>> ALL =
      List.of(
          FILTER,
          USER,
          GROUP,
          DIRECTORY_TRANSPORT,
          FILE_TRANSPORT,
          PIPE_TRANSPORT,
          REPLY_TRANSPORT);

  private SystemFilterOptions() {}
}
