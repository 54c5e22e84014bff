// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;

/** Main options that say who this host is. */
public final class IdentityOptions {
  public static final Option<String> PRIMARY_HOSTNAME = Option.string("primary_hostname", null);
  public static final Option<String> QUALIFY_DOMAIN = Option.string("qualify_domain", null);
  public static final Option<String> QUALIFY_RECIPIENT = Option.string("qualify_recipient", null);
  public static final Option<Expandable> SPOOL_DIRECTORY = Option.expanded("spool_directory", null);

  /** What {@code $exim_version} and {@code $version_number} say in place of the language's own. */
  public static final Option<String> EXIM_VERSION =
      Option.string("exim_version", HostFacts.LANGUAGE_VERSION);

  private IdentityOptions() {}

  public static List<Option<?>> all() {
    return List.of(
        EXIM_VERSION, PRIMARY_HOSTNAME, QUALIFY_DOMAIN, QUALIFY_RECIPIENT, SPOOL_DIRECTORY);
  }
}
