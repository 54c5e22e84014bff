// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.routing.Routing;

/** {@code driver = ipliteral}: routes {@code user@[192.0.2.1]} to that address. */
public final class IpliteralRouter implements RouterDriver {
  private final Surroundings surroundings;

  public IpliteralRouter(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return "ipliteral";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Prepared prepare(Settings settings) throws InvalidArgument {
    if (settings.find(RouterOptions.TRANSPORT).isEmpty()) {
      throw new InvalidArgument(
          settings.name() + " router: a transport is required for this router (driver ipliteral)");
    }
    SelfAction self = SelfAction.of(settings.value(RouterOptions.SELF));
    return (addressee, mail) -> route(settings, self, addressee, mail);
  }

  private Routing route(Settings settings, SelfAction self, Addressee addressee, MailView mail)
      throws InterruptedException {
    String domain = addressee.domain();
    if (!domain.startsWith("[") || !domain.endsWith("]")) {
      return new Routing.Decline("");
    }
    String literal = domain.substring(1, domain.length() - 1);
    // RFC 5321 §4.1.3: IPv6 addresses have a tag
    String text = literal.regionMatches(true, 0, "IPv6:", 0, 5) ? literal.substring(5) : literal;
    @Nullable InetAddress address = IpAddress.parse(text);
    if (address == null) {
      return new Routing.Decline("");
    }
    HostFinder.Ignored ignored =
        new HostFinder.Ignored(settings.find(RouterOptions.IGNORE_TARGET_HOSTS).orElse(null), mail);
    if (ignored.has(text)) {
      return new Routing.Decline("");
    }
    NextHop host = new NextHop(domain, text, 0, -1, false);
    if (surroundings.hosts().isOwn(text)) {
      @Nullable Routing own = OurselvesFound.apply(self, host, addressee, mail, surroundings.log());
      if (own != null) {
        return own;
      }
    }
    return new Routing.Accept(List.of(host), null);
  }
}
