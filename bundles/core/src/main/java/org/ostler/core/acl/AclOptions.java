// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import org.ostler.api.option.Option;
import org.ostler.language.expansion.ExpansionCompiler;

/** Main options that change what lists say. */
public final class AclOptions {
  /** Whether the peer hears details of what was found wrong, which otherwise the log has alone. */
  public static final Option<Boolean> SMTP_RETURN_ERROR_DETAILS =
      Option.bool("smtp_return_error_details", false);

  /** Whether a variable of lists that nothing has set is unknown, or empty. */
  public static final Option<Boolean> STRICT_ACL_VARS = ExpansionCompiler.STRICT_ACL_VARS;

  /** Whether client authorization looks at addresses, by their names in the reverse DNS. */
  public static final Option<Boolean> DNS_CSA_USE_REVERSE =
      Option.bool("dns_csa_use_reverse", true);

  /** How many domains above a client's are asked whether they assert something about it. */
  public static final Option<Integer> DNS_CSA_SEARCH_LIMIT =
      Option.integer("dns_csa_search_limit", 5);

  private AclOptions() {}
}
