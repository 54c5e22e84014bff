// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Routing;
import org.ostler.api.text.Text;
import org.ostler.core.filter.sieve.SieveChildren;
import org.ostler.core.filter.sieve.SieveDeed;
import org.ostler.core.filter.sieve.SieveFacts;
import org.ostler.core.filter.sieve.SieveNotice;
import org.ostler.core.filter.sieve.SieveResult;
import org.ostler.core.filter.sieve.SieveRun;
import org.ostler.core.filter.sieve.SieveScript;
import org.ostler.core.filter.sieve.SieveTerms;
import org.ostler.core.filter.sieve.VacationDirectory;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** Runs the Sieve filters of one redirect router. Safe for many threads. */
final class SieveRouting {
  private final Settings settings;
  private final Surroundings surroundings;
  private final FilterRouting filters;

  SieveRouting(Settings settings, Surroundings surroundings, FilterRouting filters) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.filters = filters;
  }

  /** An option that has no value. */
  private static final class Unexpanded extends Exception {
    private static final long serialVersionUID = 1L;

    Unexpanded(String message) {
      super(message, null, false, false);
    }
  }

  FilterRouting.Result route(String text, Address address, Situation situation)
      throws InterruptedException {
    String directory;
    String owner;
    try {
      directory = directory(situation);
      owner = value(FilterOptions.SIEVE_OWNER, situation);
    } catch (Unexpanded unexpanded) {
      return new FilterRouting.Result.Broken(String.valueOf(unexpanded.getMessage()));
    }
    address.filtered = true;
    address.vacationDirectory = directory;
    SieveScript script = SieveScript.read(text, new SieveTerms(directory != null, owner != null));
    SieveChildren children = new SieveChildren(situation, directory);
    SieveResult result = run(script, directory, address.home, situation, children);
    if (situation.delivering) {
      if (result instanceof SieveResult.Broken) {
        // RFC 5228 §2.10.6: nobody should wonder why the script does nothing
        String told = settings.name() + " router: " + result.message() + ", kept in inbox";
        surroundings.log().main(situation.envelope().queueId(), told);
      }
      if (owner != null && situation.envelope().firstDelivery) {
        for (SieveDeed.Notified notified : children.notifications()) {
          surroundings.notices().send(SieveNotice.of(notified, owner, situation), situation);
        }
      }
    }
    return new FilterRouting.Result.Settled(
        new Routing.Redirect(children.permitted(filters::refusal)));
  }

  private SieveResult run(
      SieveScript script,
      @Nullable String directory,
      @Nullable String home,
      Situation situation,
      SieveChildren children)
      throws InterruptedException {
    try {
      if (directory != null && situation.delivering) {
        VacationDirectory.tidy(Path.of(directory), home, surroundings.clock().instant());
      }
    } catch (IOException trouble) {
      children.take(new SieveDeed.Filed(SieveRun.INBOX));
      return new SieveResult.Broken("unable to open vacation directory", 1);
    }
    SieveFacts facts =
        new SieveFacts(
            settings.find(FilterOptions.SIEVE_USERADDRESS).orElse(null),
            settings.find(FilterOptions.SIEVE_SUBADDRESS).orElse(null),
            surroundings.rewriter());
    return new SieveRun(script, situation, facts, children).run();
  }

  /** Null when there is none. The sender must not name what is written here. */
  private @Nullable String directory(Situation situation) throws Unexpanded, InterruptedException {
    String option = FilterOptions.SIEVE_DIRECTORY.name();
    Text name = text(FilterOptions.SIEVE_DIRECTORY, situation);
    String refusal = name == null ? null : Router.refusal(name, option);
    if (refusal != null) {
      throw new Unexpanded(refusal);
    }
    if (name != null && !name.value().startsWith("/")) {
      throw new Unexpanded(option + ": \"" + name.value() + "\" is not an absolute path");
    }
    return name == null ? null : name.value();
  }

  private @Nullable String value(Option<Expandable> option, Situation situation)
      throws Unexpanded, InterruptedException {
    Text text = text(option, situation);
    return text == null ? null : text.value();
  }

  private @Nullable Text text(Option<Expandable> option, Situation situation)
      throws Unexpanded, InterruptedException {
    Optional<Expandable> set = settings.find(option);
    if (set.isEmpty()) {
      return null;
    }
    return switch (set.get().expand(situation)) {
      case Expansion.Value(var text) -> text;
      case Expansion.ForcedFailure(var message) -> throw unexpanded(option, set.get(), message);
      case Expansion.Failed(var message) -> throw unexpanded(option, set.get(), message);
      case Expansion.Deferred(var message) -> throw unexpanded(option, set.get(), message);
    };
  }

  private static Unexpanded unexpanded(Option<Expandable> option, Expandable text, String message) {
    return new Unexpanded(
        "failed to expand \"" + text.source() + "\" (" + option.name() + "): " + message);
  }
}
