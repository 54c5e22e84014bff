// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.routing.NextHop;
import org.ostler.api.routing.Routing;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * What {@code -d+route} tells of routing, in Exim's lines: which router is asked, what it looks at,
 * and what comes of it. Every method does nothing when nobody listens.
 */
final class RouteTelling {
  private static final String BAR = ">".repeat(35);

  private RouteTelling() {}

  private static @Nullable Trace trace() {
    return Trace.of(Selector.ROUTE);
  }

  private static void say(String line) {
    Trace.tell(Selector.ROUTE, line);
  }

  static void begins(Address address) {
    if (trace() != null) {
      say(BAR);
      say("routing " + address.address());
    }
  }

  static void asks(Router router, Address address) {
    if (trace() != null) {
      say("--------> " + router.name() + " router <--------");
      say("local_part=" + address.localPart() + " domain=" + address.domain());
    }
  }

  static void passedBefore(Router router, Address address) {
    if (trace() != null) {
      say(router.name() + " router skipped: previously routed " + address.address());
    }
  }

  /** A condition does not hold: {@code what}, and {@code how} that shows. */
  static void skipped(Router router, String what, String how) {
    if (trace() != null) {
      say(router.name() + " router skipped: " + what + how);
    }
  }

  static void stripped(boolean prefix, String text) {
    if (trace() != null) {
      say("stripped " + (prefix ? "prefix " : "suffix ") + text);
    }
  }

  static void checks(String what) {
    if (trace() != null) {
      say("checking " + what);
    }
  }

  static void checksFile(String item) {
    if (trace() != null) {
      say("file check: " + item);
    }
  }

  static void checksCondition(Expandable condition) {
    if (trace() != null) {
      say("checking \"condition\" \"" + condition.source() + "\"...");
    }
  }

  static void sets(String name, Text value) {
    if (trace() != null) {
      say("set " + name + " = '" + value.value() + "'");
    }
  }

  static void addressData() {
    say("processing address_data");
  }

  /** A forced failure of an option makes the router decline. */
  static void forced(String text, String what) {
    if (trace() != null) {
      say("forced failure in expansion of \"" + text + "\" (" + what + "): decline action taken");
    }
  }

  static void calls(Router router, Address address) {
    if (trace() != null) {
      say("calling " + router.name() + " router");
      if (!(router.driver() instanceof Redirection)) {
        say(router.name() + " router called for " + address.address());
        say("  domain = " + address.domain());
      }
    }
  }

  /** What the driver says, where nothing else will tell it. */
  static void answers(Router router, Address address, Routing routing) {
    if (trace() == null) {
      return;
    }
    switch (routing) {
      case Routing.Decline _ -> say(router.name() + " router declined for " + address.address());
      case Routing.Pass _ -> say(router.name() + " router passed for " + address.address());
      case Routing.Fail _ -> say(router.name() + " router forced address failure");
      case Routing.Defer(var _, var log, var _) -> {
        say(router.name() + " router: defer for " + address.address());
        say("  message: " + log);
      }
      case Routing.Accept _ -> {}
      case Routing.Redirect _ -> {}
    }
  }

  static void noMore() {
    say("\"more\"=false: skipping remaining routers");
  }

  static void ends() {
    say("no more routers");
  }

  static void transport(@Nullable String name) {
    if (trace() != null) {
      say("set transport " + name);
    }
  }

  /** An address that has its transport and hosts. */
  static void accepted(Address address) {
    if (trace() == null) {
      return;
    }
    say("queued for " + address.transportName + " transport: local_part = " + address.localPart());
    say("domain = " + address.domain());
    say("  errors_to=" + orNull(address.errorsTo));
    say(
        "  domain_data="
            + orNull(address.domainData)
            + " local_part_data="
            + orNull(address.localPartData));
  }

  /** The children of a redirection, the last first as Exim has them. */
  static void generated(Router router, List<Address> children) {
    if (trace() == null) {
      return;
    }
    for (Address child : children.reversed()) {
      if (child.isTarget()) {
        transport(child.transportName);
      }
      say(router.name() + " router generated " + target(child));
      if (child.isTarget()) {
        say("  pipe, file, or autoreply");
      }
      say("  errors_to=" + orNull(child.errorsTo) + " transport=" + orNull(child.transportName));
    }
  }

  private static String target(Address child) {
    return child.file != null
        ? child.file
        : child.pipe != null ? "|" + child.pipe : child.address();
  }

  /** The router has settled the address. */
  static void routed(Router router, Address address, boolean unseen) {
    if (trace() == null) {
      return;
    }
    String transport = address.transportName;
    say("routed by " + router.name() + " router" + (unseen ? " (unseen)" : ""));
    say("  envelope to: " + address.address());
    say("  transport: " + (transport == null ? "<none>" : transport));
    if (address.errorsTo != null) {
      say("  errors to " + address.errorsTo);
    }
    for (NextHop hop : address.hosts) {
      String mx = hop.preference() >= 0 ? " MX=" + hop.preference() : "";
      String port = hop.port() > 0 ? " port=" + hop.port() : "";
      say("  host " + hop.name() + " [" + orUnset(hop.address()) + "]" + mx + port);
    }
    if (unseen) {
      say("\"unseen\" set: replicated " + address.address());
    }
  }

  static void verifiesErrors(String address, boolean begins) {
    if (trace() != null) {
      say(
          "------ "
              + (begins ? "Verifying" : "End verifying")
              + " errors address "
              + address
              + " ------");
    }
  }

  // ---- drivers

  static void hosts(String original, String expanded, List<String> options) {
    if (trace() != null) {
      String behind = "' options = '" + String.join(" ", options) + "'";
      say("original list of hosts = '" + original + behind);
      say("expanded list of hosts = '" + expanded + behind);
    }
  }

  static void interprets(Expandable source, boolean inline) {
    if (trace() != null) {
      say("rda_interpret (" + (inline ? "string" : "file") + "): '" + source.source() + "'");
    }
  }

  static void expanded(Text text) {
    if (trace() != null) {
      say("expanded: '" + text.value() + "'" + (text.isTainted() ? " (tainted)" : ""));
    }
  }

  /** A list of addresses, or a filter of a kind. */
  static void data(String text, String filter) {
    if (trace() == null) {
      return;
    }
    if (!filter.isEmpty()) {
      say("data is an " + filter + " filter program");
      return;
    }
    say("file is not a filter file");
    say("parse_forward_list: " + text);
  }

  static void item(String text) {
    if (trace() != null) {
      say("extract item: " + text);
    }
  }

  static void absent(String path) {
    if (trace() != null) {
      say(path + " does not exist");
    }
  }

  private static String orNull(@Nullable Object text) {
    return text instanceof Text value ? value.value() : text == null ? "NULL" : text.toString();
  }

  private static String orUnset(@Nullable String address) {
    return address == null ? "unknown" : address;
  }
}
