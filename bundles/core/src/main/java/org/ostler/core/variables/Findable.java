// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.util.Set;

/** Variables that checks set in the findings of a situation. */
final class Findable {
  static final Set<String> NAMES =
      Set.of(
          "acl_verify_message",
          "address_data",
          "auth1",
          "auth2",
          "auth3",
          "auth4",
          "callout_address",
          "csa_status",
          "dnslist_domain",
          "dnslist_matched",
          "dnslist_text",
          "dnslist_value",
          "inode",
          "recipient_verify_failure",
          "sender_address_data",
          "sender_rate",
          "sender_rate_limit",
          "sender_rate_period",
          "sender_verify_failure",
          "verify_mode",
          "bounce_recipient",
          "warn_message_delay",
          "warn_message_recipients",
          "pipe_addresses",
          "mailstore_basename",
          "transport_name_override");

  private Findable() {}
}
