// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import org.ostler.api.option.Settings;
import org.ostler.api.routing.Child;
import org.ostler.api.routing.Routing;
import org.ostler.core.filter.BadFilter;
import org.ostler.core.filter.Ending;
import org.ostler.core.filter.Filter;
import org.ostler.core.filter.FilterCache;
import org.ostler.core.filter.FilterChildren;
import org.ostler.core.filter.FilterFacts;
import org.ostler.core.filter.FilterResult;
import org.ostler.core.filter.FilterRun;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** Runs the Exim filters of one redirect router. Safe for many threads. */
final class FilterRouting {
  /** What came of a filter. */
  sealed interface Result {
    record Settled(Routing routing) implements Result {}

    /** Its text makes no sense. */
    record Senseless(String message) implements Result {}

    /** It could not be obeyed. */
    record Broken(String message) implements Result {}
  }

  private final Settings settings;
  private final Surroundings surroundings;
  private final FilterCache filters;

  FilterRouting(Settings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.filters =
        new FilterCache(
            surroundings.compiler().without(FilterOptions.refused(settings)),
            FilterOptions.terms(settings));
  }

  Result route(String text, Address address, Situation situation) throws InterruptedException {
    Filter filter;
    try {
      filter = filters.filter(text);
    } catch (BadFilter bad) {
      return new Result.Senseless(bad.message());
    }
    FilterFacts facts =
        new FilterFacts(
            situation.envelope().firstDelivery,
            situation.envelope().manuallyThawed,
            surroundings.rewriter());
    FilterChildren children =
        new FilterChildren(
            situation,
            address,
            new FilterChildren.Wishes(
                settings.value(FilterOptions.PREPEND_HOME),
                filters.terms().logs(),
                situation.delivering,
                filters.compiler()));
    address.filtered = true;
    try {
      FilterResult result = new FilterRun(filter, situation, facts, children).run();
      return new Result.Settled(routing(result, children));
    } catch (BadFilter bad) {
      return new Result.Broken(bad.message());
    } finally {
      children.close();
      situation.registers().headersCharset = null;
    }
  }

  private Routing routing(FilterResult result, FilterChildren children) {
    return switch (result) {
      case FilterResult.Ended(var ending, var text) -> {
        if (ending == Ending.DEFER) {
          yield new Routing.Defer(text, text, false);
        }
        children.add(ending == Ending.FAIL ? new Child.Refused(text) : new Child.Held(text));
        yield new Routing.Redirect(children.permitted(this::refusal));
      }
      case FilterResult.Done(var delivered) -> {
        if (!delivered && children.isEmpty()) {
          yield new Routing.Decline("");
        }
        if (!delivered) {
          children.add(new Child.Onward());
        }
        yield new Routing.Redirect(children.permitted(this::refusal));
      }
    };
  }

  /** Why the router does not let a filter have such a child; empty when it does. */
  String refusal(Child child) {
    return switch (child) {
      case Child.File _ when settings.value(RedirectOptions.FORBID_FILE) ->
          "delivery to file forbidden";
      case Child.Words _ when settings.value(RedirectOptions.FORBID_PIPE) ->
          "delivery to pipe forbidden";
      case Child.Answer _ when settings.value(FilterOptions.FORBID_REPLY) -> "autoreply forbidden";
      default -> "";
    };
  }
}
