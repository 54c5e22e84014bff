// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.ostler.core.route.RouterOptions.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.routing.Routing;
import org.ostler.core.filter.FilterCache;
import org.ostler.core.filter.FilterTerms;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.InHand;
import org.ostler.core.mail.Situation;

/**
 * The routers of a configuration in their order: hands each address from one to the next until one
 * takes it.
 */
public final class RouterChain {
  /** Redirections below one recipient; more is a loop that no other check saw. */
  private static final int MOST_ANCESTORS = 100;

  /**
   * What one address became.
   *
   * @param routed the answer
   * @param unseen the copy that goes on past a router with {@code unseen}, or null
   */
  public record Step(Routed routed, @Nullable Address unseen) {}

  private final List<Router> routers;
  private final Surroundings surroundings;
  private final Preconditions preconditions;
  private final Settlement settlement;
  private final FilterCache systemFilters;

  /** A chain; routers that are named by others have to stand in it. */
  public RouterChain(List<Router> routers, Surroundings surroundings) throws InvalidArgument {
    this.routers = List.copyOf(routers);
    this.surroundings = surroundings;
    this.preconditions = new Preconditions(surroundings.users(), surroundings.compiler());
    this.settlement = new Settlement(this);
    this.systemFilters =
        new FilterCache(surroundings.compiler().without(Set.of()), FilterTerms.SYSTEM);
    for (Router router : routers) {
      checkNamed(router, PASS_ROUTER);
      checkNamed(router, REDIRECT_ROUTER);
    }
  }

  /** Only forwards may an address be passed on, or it could go round for ever. */
  private void checkNamed(Router router, Option<String> option) throws InvalidArgument {
    Optional<String> wanted = router.settings().find(option);
    int index = index(wanted.orElse(router.name()));
    boolean tooEarly = option == PASS_ROUTER && index <= index(router.name());
    if (wanted.isPresent() && (index < 0 || tooEarly)) {
      throw new InvalidArgument(
          "new_router \""
              + wanted.get()
              + "\" "
              + (index < 0 ? "not found for" : "does not follow")
              + " \""
              + router.name()
              + "\" router ("
              + option.name()
              + ")");
    }
  }

  private int index(String name) {
    for (int i = 0; i < routers.size(); i++) {
      if (routers.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Filters of the administrator, whose strings may do everything. */
  public FilterCache systemFilters() {
    return systemFilters;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /** Whether a router comes after the named one. */
  boolean hasNext(String name) {
    return index(name) + 1 < routers.size();
  }

  /** The name of the router after the named one. */
  String next(String name) {
    return routers.get(index(name) + 1).name();
  }

  /**
   * Routes one address. {@code base} is the situation of the message; the address gets a view of
   * its own.
   */
  public Step route(Address address, Situation base, Purpose purpose) throws InterruptedException {
    Situation situation = base.with(address);
    situation.delivering = purpose == Purpose.DELIVERY;
    try (var _ = InHand.of(situation).take()) {
      RouteTelling.begins(address);
      Step meant = PercentHack.of(address, situation);
      return meant != null ? meant : pass(address, situation, purpose);
    }
  }

  private Step pass(Address address, Situation situation, Purpose purpose)
      throws InterruptedException {
    String start = address.startRouter;
    int at = start == null ? 0 : Math.max(index(start), 0);
    Router last = null;
    String told = "";
    while (at >= 0 && at < routers.size()) {
      Router router = routers.get(at);
      if (depth(address) > MOST_ANCESTORS) {
        return deferred(address, "ancestor limit reached");
      }
      if (alreadyRouted(router, address)) {
        last = router;
        RouteTelling.passedBefore(router, address);
        at++;
        continue;
      }
      prepare(router, address, situation);
      RouteTelling.asks(router, address);
      switch (attempt(router, address, situation, purpose)) {
        case Attempt.Ended(var step) -> {
          return step;
        }
        case Attempt.Skipped() -> {
          last = router;
          at++;
        }
        case Attempt.Passed(var reason) -> {
          last = router;
          told = reason.isEmpty() ? told : reason;
          at = router.settings().find(PASS_ROUTER).map(this::index).orElse(at + 1);
        }
        case Attempt.Declined(var reason, var more) -> {
          last = router;
          // What a router before said stays, as in Exim.
          told = reason.isEmpty() ? told : reason;
          at = more ? at + 1 : routers.size();
          if (!more) {
            RouteTelling.noMore();
          }
        }
      }
    }
    RouteTelling.ends();
    return unroutable(address, situation, last, told);
  }

  /** What one router did with the address. */
  private sealed interface Attempt {
    record Ended(Step step) implements Attempt {}

    record Skipped() implements Attempt {}

    record Passed(String reason) implements Attempt {}

    record Declined(String reason, boolean more) implements Attempt {}
  }

  private static Attempt ended(Step step) {
    return new Attempt.Ended(step);
  }

  private static int depth(Address address) {
    int depth = 0;
    for (Address up = address.parent(); up != null; up = up.parent()) {
      depth++;
    }
    return depth;
  }

  /**
   * A router does not see again what it made of the same address, or anything it made when
   * repeat_use is off.
   */
  private static boolean alreadyRouted(Router router, Address address) {
    boolean repeat = router.settings().find(RedirectOptions.REPEAT_USE).orElse(true);
    boolean caseful = router.settings().value(CASEFUL_LOCAL_PART);
    for (Address up = address.parent(); up != null; up = up.parent()) {
      if (router.name().equals(up.routerName)
          && (!repeat
              || (caseful
                  ? up.address().equals(address.address())
                  : up.address().equalsIgnoreCase(address.address())))) {
        return true;
      }
    }
    return false;
  }

  /** Undoes what the routers before did: affixes and data belong to one router alone. */
  private static void prepare(Router router, Address address, Situation situation) {
    boolean caseful =
        router.settings().value(CASEFUL_LOCAL_PART)
            || situation.envelope().controls.casefulLocalPart;
    String localPart = Words.unquoted(localPartAsGiven(address));
    address.localPart(caseful ? localPart : lower(localPart));
    address.prefix = "";
    address.prefixVariable = "";
    address.suffix = "";
    address.suffixVariable = "";
    address.routerName = router.name();
    address.router = router.settings();
    address.home = null;
    address.user = null;
    address.logAsLocal = router.settings().value(LOG_AS_LOCAL);
    address.initgroups = router.settings().value(INITGROUPS);
    address.localUserUid = null;
    address.localUserGid = null;
    address.localPartData = null;
    address.domainData = null;
    situation.registers().domainData = null;
    situation.registers().localPartData = null;
  }

  private static String localPartAsGiven(Address address) {
    int at = address.address().lastIndexOf('@');
    return at < 0 ? address.address() : address.address().substring(0, at);
  }

  /** Lower case of ASCII letters alone: other octets may be parts of characters. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + 32));
      }
    }
    return lower.toString();
  }

  private Attempt attempt(Router router, Address address, Situation situation, Purpose purpose)
      throws InterruptedException {
    switch (preconditions.test(router, address, situation, purpose)) {
      case Preconditions.Answer.Skipped() -> {
        return new Attempt.Skipped();
      }
      case Preconditions.Answer.Deferred(var message) -> {
        return ended(deferred(address, message));
      }
      case Preconditions.Answer.Met() -> {}
    }
    switch (router.variables().set(address.routerVariables, situation)) {
      case RouterVariables.Result.Declined() -> {
        return new Attempt.Passed("");
      }
      case RouterVariables.Result.Deferred(var message) -> {
        return ended(deferred(address, message));
      }
      case RouterVariables.Result.Done() -> {}
    }
    Attempt data = addressData(router, address, situation);
    return data != null ? data : drive(router, address, situation, purpose);
  }

  /** {@code address_data}; null when routing goes on. */
  private @Nullable Attempt addressData(Router router, Address address, Situation situation)
      throws InterruptedException {
    Optional<Expandable> data = router.settings().find(ADDRESS_DATA);
    if (data.isEmpty()) {
      return null;
    }
    String source = data.get().source();
    RouteTelling.addressData();
    return switch (data.get().expand(situation)) {
      case Expansion.Value(var text) -> {
        address.addressData = text;
        yield null;
      }
      case Expansion.ForcedFailure(var _) -> {
        RouteTelling.forced(source, "address_data");
        yield declined(router, situation, address, "");
      }
      case Expansion.Failed(var message) -> ended(brokenData(router, address, source, message));
      case Expansion.Deferred(var message) -> ended(brokenData(router, address, source, message));
    };
  }

  private static Step brokenData(Router router, Address address, String source, String message) {
    return deferred(
        address,
        "expansion of \"" + source + "\" failed in " + router.name() + " router: " + message);
  }

  private Attempt declined(Router router, Situation situation, Address address, String reason)
      throws InterruptedException {
    return switch (router.settings().value(MORE).expand(situation)) {
      case Expansion.Value(var text) -> new Attempt.Declined(reason, Words.holds(text.value()));
      case Expansion.ForcedFailure(var _) -> new Attempt.Declined(reason, true);
      case Expansion.Failed(var message) ->
          ended(deferred(address, "failed to expand more: " + message));
      case Expansion.Deferred(var message) ->
          ended(deferred(address, "failed to expand more: " + message));
    };
  }

  private Attempt drive(Router router, Address address, Situation situation, Purpose purpose)
      throws InterruptedException {
    RouteTelling.calls(router, address);
    Routing routing = router.driver().route(address, situation);
    RouteTelling.answers(router, address, routing);
    return switch (routing) {
      case Routing.Decline(var reason) -> declined(router, situation, address, reason);
      case Routing.Pass(var reason) -> new Attempt.Passed(reason);
      case Routing.Fail(var user, var log) ->
          ended(new Step(new Routed.Failed(address, user, log), null));
      case Routing.Defer(var user, var log, var freeze) ->
          ended(new Step(new Routed.Deferred(address, user, log, freeze), null));
      case Routing.Accept accept ->
          router.failsVerification(purpose)
              ? ended(refusedByVerify(router, address))
              : ended(settlement.accept(router, accept, address, situation, purpose));
      case Routing.Redirect redirect ->
          router.failsVerification(purpose)
              ? ended(refusedByVerify(router, address))
              : ended(settlement.redirect(router, redirect, address, situation, purpose));
    };
  }

  private static Step refusedByVerify(Router router, Address address) {
    String message = router.name() + " router forced verify failure";
    return new Step(new Routed.Failed(address, "", message), null);
  }

  static Step deferred(Address address, String message) {
    return new Step(new Routed.Deferred(address, "", message, false), null);
  }

  private static Step unroutable(
      Address address, Situation situation, @Nullable Router last, String told)
      throws InterruptedException {
    String message = told.isEmpty() ? "Unrouteable address" : told;
    Optional<Expandable> own =
        last == null ? Optional.empty() : last.settings().find(CANNOT_ROUTE_MESSAGE);
    if (told.isEmpty() && own.isPresent()) {
      if (own.get().expand(situation) instanceof Expansion.Value(var text)) {
        message = text.value();
      }
    }
    address.routerName = null;
    return new Step(new Routed.Failed(address, message, message), null);
  }
}
