// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.ostler.core.route.RouterOptions.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.api.routing.Child;
import org.ostler.api.routing.Routing;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.RouterChain.Step;

/**
 * What follows when a router takes an address: transport, user, header changes, {@code errors_to},
 * children.
 */
final class Settlement {
  /** An expanded generic option. */
  private sealed interface Given {
    record Is(Text text) implements Given {}

    record Unset() implements Given {}

    record Broken(String message) implements Given {}
  }

  private static final Given UNSET = new Given.Unset();

  private final RouterChain chain;

  Settlement(RouterChain chain) {
    this.chain = chain;
  }

  Step accept(
      Router router, Routing.Accept accept, Address address, Situation situation, Purpose purpose)
      throws InterruptedException {
    String trouble = inherit(router, address, situation);
    if (trouble == null) {
      trouble = transport(router, accept.transport(), address, situation, purpose);
    }
    if (trouble == null) {
      trouble = identity(router, address, situation);
    }
    if (trouble != null) {
      return RouterChain.deferred(address, trouble);
    }
    address.hosts = new ArrayList<>(accept.hosts());
    address.fallbackHosts = router.settings().find(RouterOptions.FALLBACK_HOSTS).orElse(List.of());
    RouteTelling.accepted(address);
    return seen(router, new Routed.Accepted(address), address, situation);
  }

  Step redirect(
      Router router,
      Routing.Redirect redirect,
      Address address,
      Situation situation,
      Purpose purpose)
      throws InterruptedException {
    String trouble = inherit(router, address, situation);
    if (trouble != null) {
      return RouterChain.deferred(address, trouble);
    }
    // An address that leads to a file or a command verifies, whatever becomes of that.
    boolean judged = purpose == Purpose.DELIVERY || purpose == Purpose.TEST;
    List<Address> children = new ArrayList<>();
    Offspring offspring = new Offspring(chain, router, address);
    for (Child child : redirect.children()) {
      Address made = offspring.of(child);
      if (made == null) {
        continue; // itself, and there is no router behind this one
      }
      if (made.address().isEmpty()) {
        return RouterChain.deferred(address, "no transport for " + Offspring.describe(child));
      }
      if (judged && made.isTarget() && made.refusal == null) {
        trouble = target(router, made, situation);
      }
      if (trouble != null && !address.filtered) {
        return RouterChain.deferred(address, trouble);
      }
      made.hold = trouble == null ? made.hold : trouble;
      trouble = null;
      children.add(made);
    }
    RouteTelling.generated(router, children);
    return seen(router, new Routed.Redirected(address, List.copyOf(children)), address, situation);
  }

  private @Nullable String target(Router router, Address leaf, Situation situation)
      throws InterruptedException {
    Option<Expandable> option =
        leaf.letter != null
            ? RedirectOptions.REPLY_TRANSPORT
            : leaf.pipe != null
                ? RedirectOptions.PIPE_TRANSPORT
                : leaf.file != null && leaf.file.endsWith("/")
                    ? RedirectOptions.DIRECTORY_TRANSPORT
                    : RedirectOptions.FILE_TRANSPORT;
    return switch (expand(router, option, situation)) {
      case Given.Is(var text) -> {
        leaf.transportName = text.value();
        String refusal = Router.refusal(text, "transport name");
        yield refusal != null ? refusal : unknown(text.value(), router);
      }
      case Given.Unset() -> option.name() + " unset in " + router.name() + " router";
      case Given.Broken(var message) -> message;
    };
  }

  private Step seen(Router router, Routed routed, Address address, Situation situation)
      throws InterruptedException {
    return switch (expand(router, UNSEEN, situation)) {
      case Given.Is(var text) when Words.holds(text.value()) && chain.hasNext(router.name()) -> {
        Address copy = new Address(address.address(), address.recipient(), address);
        Offspring.bequeath(address, copy);
        copy.unique = Offspring.unique(copy);
        copy.startRouter = chain.next(router.name());
        copy.goesOn = true;
        address.goesOnAsCopy = true;
        RouteTelling.routed(router, address, true);
        yield new Step(routed, copy);
      }
      case Given.Is(var _) -> once(router, routed, address);
      case Given.Unset() -> once(router, routed, address);
      case Given.Broken(var message) -> RouterChain.deferred(address, message);
    };
  }

  private static Step once(Router router, Routed routed, Address address) {
    RouteTelling.routed(router, address, false);
    return new Step(routed, null);
  }

  private static Given expand(Router router, Option<Expandable> option, Situation situation)
      throws InterruptedException {
    Optional<Expandable> text = router.settings().find(option);
    if (text.isEmpty()) {
      return UNSET;
    }
    return switch (text.get().expand(situation)) {
      case Expansion.Value(var value) -> new Given.Is(value);
      case Expansion.ForcedFailure(var _) -> UNSET;
      case Expansion.Failed(var why) -> broken(router, option, text.get(), why);
      case Expansion.Deferred(var why) -> broken(router, option, text.get(), why);
    };
  }

  private static Given broken(Router router, Option<?> option, Expandable text, String why) {
    return new Given.Broken(
        broken(router, option.name(), new ExpandedItems.Failure(text.source(), why)));
  }

  private static String broken(Router router, String part, ExpandedItems.Failure failure) {
    return router.name()
        + " router failed to expand "
        + part
        + " \""
        + failure.source()
        + "\": "
        + failure.why();
  }

  /** {@code errors_to} and the header changes, which children inherit; null when all went well. */
  private @Nullable String inherit(Router router, Address address, Situation situation)
      throws InterruptedException {
    switch (expand(router, ERRORS_TO, situation)) {
      case Given.Is(var text) -> {
        String errors = qualified(text.value().strip(), situation);
        if (errors.isEmpty() || verifies(errors, situation)) {
          address.errorsTo = errors;
        }
      }
      case Given.Unset() -> {}
      case Given.Broken(var message) -> {
        return message;
      }
    }
    ExpandedItems added = ExpandedItems.of(router.settings(), HEADERS_ADD, situation);
    if (added.failure() != null) {
      return broken(router, "add_headers item", added.failure());
    }
    address.headersAdd = plus(address.headersAdd, added.fields());
    ExpandedItems removed = ExpandedItems.of(router.settings(), HEADERS_REMOVE, situation);
    if (removed.failure() != null) {
      return broken(router, "remove_headers item", removed.failure());
    }
    address.headersRemove = plus(address.headersRemove, removed.names());
    return null;
  }

  private static String qualified(String errors, Situation situation) throws InterruptedException {
    Text domain = situation.variable("qualify_recipient");
    return errors.isEmpty() || errors.indexOf('@') >= 0 || domain == null
        ? errors
        : errors + "@" + domain.value();
  }

  /** An address that mail cannot go to is no use for reports: then the one before it stands. */
  private boolean verifies(String errors, Situation situation) throws InterruptedException {
    Address probe = Address.of(new org.ostler.api.mail.Recipient(errors));
    // errors_to of the routers on its way is not asked for: two routers could ask each other for
    // ever
    if (probing.get() != null) {
      return true;
    }
    RouteTelling.verifiesErrors(errors, true);
    boolean verifies = !(probe(probe, situation) instanceof Routed.Failed);
    RouteTelling.verifiesErrors(errors, false);
    return verifies;
  }

  private Routed probe(Address address, Situation situation) throws InterruptedException {
    probing.set(Boolean.TRUE);
    try {
      return chain.route(address, situation, Purpose.VERIFY_RECIPIENT).routed();
    } finally {
      probing.remove();
    }
  }

  private final ThreadLocal<@Nullable Boolean> probing = new ThreadLocal<>();

  private static List<String> plus(List<String> before, List<String> more) {
    List<String> all = new ArrayList<>(before);
    all.addAll(more);
    return List.copyOf(all);
  }

  private @Nullable String transport(
      Router router, @Nullable String chosen, Address address, Situation situation, Purpose purpose)
      throws InterruptedException {
    if (chosen != null) {
      address.transportName = chosen;
      return null;
    }
    return switch (expand(router, TRANSPORT, situation)) {
      case Given.Is(var text) -> {
        address.transportName = text.value();
        RouteTelling.transport(text.value());
        String refusal = Router.refusal(text, "transport name");
        yield refusal != null ? refusal : unknown(text.value(), router);
      }
      case Given.Unset() -> purpose.isVerification() ? null : "error in router: transport missing";
      case Given.Broken(var message) -> message;
    };
  }

  private @Nullable String unknown(String transport, Router router) {
    return chain.surroundings().transports().isKnown(transport)
        ? null
        : "transport \"" + transport + "\" not found in " + router.name() + " router";
  }

  private static @Nullable String identity(Router router, Address address, Situation situation)
      throws InterruptedException {
    switch (expand(router, USER, situation)) {
      case Given.Is(var text) -> address.user = text.value();
      case Given.Unset() -> {}
      case Given.Broken(var message) -> {
        return message;
      }
    }
    switch (expand(router, GROUP, situation)) {
      case Given.Is(var text) -> address.group = text.value();
      case Given.Unset() -> {}
      case Given.Broken(var message) -> {
        return message;
      }
    }
    switch (expand(router, TRANSPORT_CURRENT_DIRECTORY, situation)) {
      case Given.Is(var text) -> address.directory = text.value();
      case Given.Unset() -> {}
      case Given.Broken(var message) -> {
        return message;
      }
    }
    return switch (expand(router, TRANSPORT_HOME_DIRECTORY, situation)) {
      case Given.Is(var text) -> {
        address.home = text.value();
        yield null;
      }
      case Given.Unset() -> null;
      case Given.Broken(var message) -> message;
    };
  }
}
