// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.routing.Child;
import org.ostler.api.routing.NextHop;
import org.ostler.api.routing.Routing;
import org.ostler.core.log.Log;
import org.ostler.core.mail.DomainChange;
import org.ostler.core.mail.Situation;

/** Applies {@code self} when the best host of an address is this one. */
final class OurselvesFound {
  private OurselvesFound() {}

  /** The routing, or null when the mail is to be sent all the same. */
  static @Nullable Routing apply(
      SelfAction self, NextHop host, Addressee addressee, MailView mail, Log log) {
    String message =
        host.preference() >= 0
            ? "lowest numbered MX record points to local host"
            : "remote host address is the local host";
    return switch (self.kind()) {
      case SEND -> null;
      case DEFER -> new Routing.Defer("", message, false);
      case FAIL -> new Routing.Fail(message, message);
      case FREEZE -> {
        QueueId id = mail.envelope().queueId();
        String verifying = id == null ? " (while routing <" + addressee.address() + ">)" : "";
        log.main(id, message + ": " + addressee.domain() + verifying);
        yield new Routing.Defer("", message, true);
      }
      case PASS -> {
        HostFinder.remember(mail, host.name());
        yield new Routing.Pass(message);
      }
      case REROUTE -> renamed(addressee, self.domain(), self.rewrites(), mail);
    };
  }

  /** The address with another domain, which header fields get as well when they are rewritten. */
  static Routing renamed(Addressee addressee, String domain, boolean rewrites, MailView mail) {
    if (rewrites && mail instanceof Situation situation && situation.delivering) {
      situation.envelope().renamed.add(new DomainChange(addressee.domain(), domain));
    }
    return new Routing.Redirect(List.of(new Child.Address(addressee.localPart() + "@" + domain)));
  }
}
