// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import java.util.stream.Stream;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** The private options of the redirect driver. */
final class RedirectOptions {
  static final Option<Boolean> ALLOW_DEFER = Option.bool("allow_defer", false);
  static final Option<Boolean> ALLOW_FAIL = Option.bool("allow_fail", false);
  static final Option<Boolean> CHECK_ANCESTOR = Option.bool("check_ancestor", false);
  static final Option<Boolean> CHECK_GROUP = Option.bool("check_group", false);
  static final Option<Boolean> CHECK_OWNER = Option.bool("check_owner", false);
  static final Option<Expandable> DATA = Option.expanded("data", null);
  static final Option<Expandable> DIRECTORY_TRANSPORT =
      Option.expanded("directory_transport", null);
  static final Option<Expandable> FILE = Option.expanded("file", null);
  static final Option<Expandable> FILE_TRANSPORT = Option.expanded("file_transport", null);
  static final Option<Boolean> FORBID_BLACKHOLE = Option.bool("forbid_blackhole", false);
  static final Option<Boolean> FORBID_FILE = Option.bool("forbid_file", false);
  static final Option<Boolean> FORBID_INCLUDE = Option.bool("forbid_include", false);
  static final Option<Boolean> FORBID_PIPE = Option.bool("forbid_pipe", false);
  static final Option<Boolean> FORBID_SMTP_CODE = Option.bool("forbid_smtp_code", false);
  static final Option<Boolean> HIDE_CHILD = Option.bool("hide_child_in_errmsg", false);
  static final Option<Boolean> IGNORE_EACCES = Option.bool("ignore_eacces", false);
  static final Option<Boolean> IGNORE_ENOTDIR = Option.bool("ignore_enotdir", false);
  static final Option<String> INCLUDE_DIRECTORY = Option.string("include_directory", null);
  static final Option<Integer> MODEMASK = Option.octal("modemask", "022");

  /** Whether what the first attempt leaves over stands in the place of the recipient. */
  static final Option<Boolean> ONE_TIME = Option.bool("one_time", false);

  static final Option<List<String>> OWNERS = Option.strings("owners", null);
  static final Option<List<String>> OWNGROUPS = Option.strings("owngroups", null);
  static final Option<Expandable> PIPE_TRANSPORT = Option.expanded("pipe_transport", null);
  static final Option<Expandable> QUALIFY_DOMAIN = Option.expanded("qualify_domain", null);
  static final Option<Boolean> QUALIFY_PRESERVE_DOMAIN =
      Option.bool("qualify_preserve_domain", false);
  static final Option<Boolean> REPEAT_USE = Option.bool("repeat_use", true);

  /** For letters of filters. */
  static final Option<Expandable> REPLY_TRANSPORT = Option.expanded("reply_transport", null);

  /** Whether the rules of the rewrite section are applied to what the data says. */
  static final Option<Boolean> REWRITE = Option.bool("rewrite", true);

  static final Option<Boolean> SKIP_SYNTAX_ERRORS = Option.bool("skip_syntax_errors", false);

  /** Who is told of errors that {@code skip_syntax_errors} left out. */
  static final Option<Expandable> SYNTAX_ERRORS_TO = Option.expanded("syntax_errors_to", null);

  static final Option<Expandable> SYNTAX_ERRORS_TEXT = Option.expanded("syntax_errors_text", null);

  private static final List<Option<?>> OWN =
      List.of(
          SYNTAX_ERRORS_TEXT,
          SYNTAX_ERRORS_TO,
          ALLOW_DEFER,
          ALLOW_FAIL,
          CHECK_ANCESTOR,
          CHECK_GROUP,
          CHECK_OWNER,
          DATA,
          DIRECTORY_TRANSPORT,
          FILE,
          FILE_TRANSPORT,
          FORBID_BLACKHOLE,
          FORBID_FILE,
          FORBID_INCLUDE,
          FORBID_PIPE,
          FORBID_SMTP_CODE,
          HIDE_CHILD,
          IGNORE_EACCES,
          IGNORE_ENOTDIR,
          INCLUDE_DIRECTORY,
          MODEMASK,
          ONE_TIME,
          OWNERS,
          OWNGROUPS,
          PIPE_TRANSPORT,
          QUALIFY_DOMAIN,
          QUALIFY_PRESERVE_DOMAIN,
          REPEAT_USE,
          REPLY_TRANSPORT,
          REWRITE,
          SKIP_SYNTAX_ERRORS);

  static final List<Option<?>> ALL =
      Stream.of(OWN, FilterOptions.all())
          .flatMap(List::stream)
          .<Option<?>>map(option -> option)
          .toList();

  private RedirectOptions() {}
}
