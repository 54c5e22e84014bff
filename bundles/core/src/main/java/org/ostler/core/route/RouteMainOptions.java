// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.ostler.api.list.MatchList;
import org.ostler.api.option.Kind;
import org.ostler.api.option.Option;

/** Options of the main part that routing reads. */
public final class RouteMainOptions {
  public static final Option<MatchList> HOSTS_TREAT_AS_LOCAL =
      Option.list("hosts_treat_as_local", Kind.DOMAIN_LIST, null);

  /** Domains whose local parts may name another address: {@code user%domain@ours}. */
  public static final Option<MatchList> PERCENT_HACK_DOMAINS =
      Option.list("percent_hack_domains", Kind.DOMAIN_LIST, null);

  public static final Option<String> PRIMARY_HOSTNAME = Option.string("primary_hostname", null);
  public static final Option<String> QUALIFY_DOMAIN = Option.string("qualify_domain", null);
  public static final Option<String> QUALIFY_RECIPIENT = Option.string("qualify_recipient", null);

  public static final List<Option<?>> ALL =
      List.of(
          OwnAddresses.EXTRA_LOCAL_INTERFACES,
          HOSTS_TREAT_AS_LOCAL,
          PERCENT_HACK_DOMAINS,
          PRIMARY_HOSTNAME,
          QUALIFY_DOMAIN,
          QUALIFY_RECIPIENT);

  private RouteMainOptions() {}
}
