// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import java.util.Map;
import org.ostler.api.mail.Slot;

/** What is known of the proxy that brought a connection, however it told. */
public final class ProxyValues {
  /**
   * The values of the variables {@code $proxy_...} by name: filled by whoever reads what a proxy
   * tells of its client, and shown by the feature of the PROXY protocol.
   */
  public static final Slot<Map<String, String>> SESSION =
      Slot.lasting("proxy.session", Slot.Scope.CONNECTION);

  private ProxyValues() {}
}
