// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.mail;

import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.Recipient;

/** An addressee that is written down. */
public record MemoryAddressee(
    String address,
    Recipient recipient,
    @Nullable String routerName,
    @Nullable String transportName)
    implements Addressee {
  /** An address that is itself a recipient. */
  public static MemoryAddressee of(String address) {
    return new MemoryAddressee(address, new Recipient(address), null, null);
  }

  /** The same after routing. */
  public MemoryAddressee routed(String router, String transport) {
    return new MemoryAddressee(address, recipient, router, transport);
  }

  @Override
  public String localPart() {
    return new Recipient(address).localPart();
  }

  @Override
  public String domain() {
    return new Recipient(address).domain();
  }
}
