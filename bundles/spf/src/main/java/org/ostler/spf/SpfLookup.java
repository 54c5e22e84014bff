// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.dns.Resolver;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/** <code>${lookup{address}spf{ip}}</code>: the result word for any sender and client. */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=lookup", "word:List<String>=\"spf\""})
public final class SpfLookup implements Lookup {
  private final MessageCheck check;

  @Activate
  public SpfLookup(@Reference Resolver resolver) {
    this.check = new MessageCheck(resolver, InstantSource.system());
  }

  @Override
  public String name() {
    return "spf";
  }

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    if (!options.isEmpty()) {
      throw new InvalidArgument(
          "the lookup spf takes no options, but has \"" + String.join(",", options) + "\"");
    }
    return this::find;
  }

  private Answer find(Text sender, @Nullable Text client, MailView mail)
      throws InterruptedException {
    InetAddress address = client == null ? null : address(client.value().strip());
    // Exim finds nothing for these too.
    if (sender.isEmpty() || address == null) {
      return new Answer.Missing();
    }
    SpfIdentity identity = SpfIdentity.of(address, sender.value(), "");
    SpfOutcome outcome = check.check(identity, MessageCheck.receiver(mail));
    boolean lasting = outcome.result() != SpfResult.TEMPERROR;
    return new Answer.Found(Text.of(outcome.result().word()), lasting);
  }

  private static @Nullable InetAddress address(String text) {
    // InetAddress alone would read "192.0.2" as an address.
    byte[] octets = IpNetwork.ipv4(text);
    if (octets == null) {
      octets = IpNetwork.ipv6(text);
    }
    try {
      return octets == null ? null : InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // 4 or 16 octets are never wrong
    }
  }
}
