// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.filter.Ending;
import org.ostler.core.filter.FilterTerms;
import org.ostler.language.expansion.Privilege;

/**
 * The options of the redirect driver about filter files.
 *
 * <p>Exim runs a filter as the user whose it is; here it is run by the server, which may read and
 * run what that user may not. What a filter's strings could do with those rights is therefore
 * forbidden unless the configuration says it is not (docs/adr/0008-filters.md).
 */
final class FilterOptions {
  static final Option<Boolean> ALLOW_FILTER = Option.bool("allow_filter", false);
  static final Option<Boolean> ALLOW_FREEZE = Option.bool("allow_freeze", false);
  static final Option<Boolean> FORBID_EXIM_FILTER = Option.bool("forbid_exim_filter", false);
  static final Option<Boolean> FORBID_SIEVE_FILTER = Option.bool("forbid_sieve_filter", false);
  static final Option<Boolean> FORBID_REPLY = Option.bool("forbid_filter_reply", false);
  static final Option<Boolean> PREPEND_HOME = Option.bool("filter_prepend_home", true);
  static final Option<Boolean> FORBID_LOGWRITE = Option.bool("forbid_filter_logwrite", true);

  /** Whom the reader of a notification may ask about it; unset, there are none. */
  static final Option<Expandable> SIEVE_OWNER = Option.expanded("sieve_enotify_mailto_owner", null);

  /** What {@code :detail} and {@code :user} of the recipient are. */
  static final Option<Expandable> SIEVE_SUBADDRESS = Option.expanded("sieve_subaddress", null);

  static final Option<Expandable> SIEVE_USERADDRESS = Option.expanded("sieve_useraddress", null);

  /** Where {@code vacation} remembers whom it answered; unset, there is none. */
  static final Option<Expandable> SIEVE_DIRECTORY =
      Option.expanded("sieve_vacation_directory", null);

  // Neither is there for any string.
  private static final Option<Boolean> FORBID_DLFUNC = Option.bool("forbid_filter_dlfunc", false);
  private static final Option<Boolean> FORBID_PERL = Option.bool("forbid_filter_perl", false);

  private static final Map<Option<Boolean>, Privilege> PRIVILEGES =
      Map.of(
          Option.bool("forbid_filter_existstest", true), Privilege.LOOK_AT_FILES,
          Option.bool("forbid_filter_lookup", true), Privilege.LOOKUP,
          Option.bool("forbid_filter_readfile", true), Privilege.READ_FILE,
          Option.bool("forbid_filter_readsocket", true), Privilege.READ_SOCKET,
          Option.bool("forbid_filter_run", true), Privilege.RUN);

  private static final List<Option<?>> OTHERS =
      List.of(
          ALLOW_FILTER,
          ALLOW_FREEZE,
          FORBID_EXIM_FILTER,
          FORBID_SIEVE_FILTER,
          FORBID_REPLY,
          PREPEND_HOME,
          FORBID_LOGWRITE,
          FORBID_DLFUNC,
          FORBID_PERL,
          SIEVE_OWNER,
          SIEVE_SUBADDRESS,
          SIEVE_USERADDRESS,
          SIEVE_DIRECTORY);

  private FilterOptions() {}

  static List<Option<?>> all() {
    List<Option<?>> all = new java.util.ArrayList<>(OTHERS);
    all.addAll(PRIVILEGES.keySet());
    return List.copyOf(all);
  }

  /** What the strings of a router's filters may not do. */
  static Set<Privilege> refused(Settings settings) {
    Set<Privilege> refused =
        EnumSet.of(Privilege.CALL_LIST, Privilege.ENVIRONMENT, Privilege.RECIPIENTS);
    PRIVILEGES.forEach(
        (option, privilege) -> {
          if (settings.value(option)) {
            refused.add(privilege);
          }
        });
    return refused;
  }

  /** What a router's filters may do. */
  static FilterTerms terms(Settings settings) {
    Set<Ending> endings = EnumSet.noneOf(Ending.class);
    if (settings.value(RedirectOptions.ALLOW_DEFER)) {
      endings.add(Ending.DEFER);
    }
    if (settings.value(RedirectOptions.ALLOW_FAIL)) {
      endings.add(Ending.FAIL);
    }
    if (settings.value(ALLOW_FREEZE)) {
      endings.add(Ending.FREEZE);
    }
    return new FilterTerms(false, endings, !settings.value(FORBID_LOGWRITE));
  }
}
