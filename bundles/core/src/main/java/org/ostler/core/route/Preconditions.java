// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.ostler.core.route.RouterOptions.*;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.DebugPrint;
import org.ostler.core.mail.Situation;

/**
 * Whether a router is for an address, asked in Exim's order: the first condition that does not hold
 * ends it.
 */
final class Preconditions {
  /** The answer. */
  sealed interface Answer {
    record Met() implements Answer {}

    record Skipped() implements Answer {}

    record Deferred(String message) implements Answer {}
  }

  private static final Answer MET = new Answer.Met();
  private static final Answer SKIPPED = new Answer.Skipped();
  private static final String MISMATCH = " mismatch";
  private static final String FAILURE = " failure";

  private final Users users;
  private final Compiler compiler;

  Preconditions(Users users, Compiler compiler) {
    this.users = users;
    this.compiler = compiler;
  }

  /** Tests all of them; affixes, {@code $home} and the data of lists are left in the address. */
  Answer test(Router router, Address address, Situation situation, Purpose purpose)
      throws InterruptedException {
    Answer answer = takeOff(router, router.prefix(), address, situation);
    if (answer == MET) {
      answer = takeOff(router, router.suffix(), address, situation);
    }
    if (answer == MET && !router.serves(purpose)) {
      answer = skipped(router, purpose == Purpose.TEST ? "address_test is unset" : "verify", "");
    }
    if (answer == MET) {
      answer = lists(router, address, situation);
    }
    if (answer == MET) {
      answer = user(router, address, situation);
    }
    if (answer == MET) {
      debugPrint(router, situation);
      answer = senders(router, situation);
    }
    if (answer == MET) {
      answer = files(router, situation);
    }
    return answer == MET ? condition(router, situation) : answer;
  }

  /** {@code debug_print}, for whoever tests addresses or debugs. */
  private static void debugPrint(Router router, Situation situation) throws InterruptedException {
    Consumer<String> output = situation.peer().debugOutput;
    Expandable text = router.settings().find(DEBUG_PRINT).orElse(null);
    if (text != null && output != null) {
      DebugPrint.print(text, situation, output);
    } else {
      DebugPrint.print(text, situation);
    }
  }

  private static Answer skipped(Router router, String what, String how) {
    RouteTelling.skipped(router, what, how);
    return SKIPPED;
  }

  private static Answer takeOff(
      Router router, @Nullable Affix affix, Address address, Situation situation)
      throws InterruptedException {
    if (affix == null) {
      return MET;
    }
    String localPart = address.localPart();
    switch (affix.search(localPart, situation)) {
      case Affix.Search.Missing() -> {
        return skipped(router, affix.prefix() ? "prefix" : "suffix", MISMATCH);
      }
      case Affix.Search.Deferred(var message) -> {
        return new Answer.Deferred(message);
      }
      case Affix.Search.Found(Affix.Match(var text, var variable)) -> {
        if (!text.isEmpty()) {
          RouteTelling.stripped(affix.prefix(), text);
        }
        if (affix.prefix()) {
          address.prefix = text;
          address.prefixVariable = variable;
          address.localPart(localPart.substring(text.length()));
        } else {
          address.suffix = text;
          address.suffixVariable = variable;
          address.localPart(localPart.substring(0, localPart.length() - text.length()));
        }
        return MET;
      }
    }
  }

  private static Answer lists(Router router, Address address, Situation situation)
      throws InterruptedException {
    Answer answer =
        list(
            router,
            DOMAINS,
            address.domain(),
            situation,
            data -> {
              address.domainData = data;
              situation.registers().domainData = data;
            });
    if (answer != MET) {
      return answer;
    }
    return list(
        router,
        LOCAL_PARTS,
        address.localPart(),
        situation,
        data -> {
          address.localPartData = data;
          situation.registers().localPartData = data;
        });
  }

  private interface Keep {
    void keep(@Nullable Text data);
  }

  private static Answer list(
      Router router, Option<MatchList> option, String subject, Situation situation, Keep keep)
      throws InterruptedException {
    Optional<MatchList> list = router.settings().find(option);
    if (list.isEmpty()) {
      return MET;
    }
    RouteTelling.checks(option.name());
    return switch (list.get().test(subject, situation)) {
      case MatchList.Match.Matched(var data) -> {
        keep.keep(data == null ? null : Text.of(data));
        yield MET;
      }
      case MatchList.Match.Unmatched _ -> skipped(router, option.name(), MISMATCH);
      case MatchList.Match.Deferred(var message) -> deferredList(option, router, message);
      case MatchList.Match.Failed(var message) -> deferredList(option, router, message);
    };
  }

  private static Answer deferredList(Option<?> option, Router router, String message) {
    return new Answer.Deferred(
        option.name() + " check lookup or other defer in " + router.name() + " router: " + message);
  }

  private Answer user(Router router, Address address, Situation situation)
      throws InterruptedException {
    if (router.settings().value(CHECK_LOCAL_USER)) {
      RouteTelling.checks("for local user");
      try {
        Optional<Users.User> user = users.find(address.localPart());
        if (user.isEmpty()) {
          return skipped(router, address.localPart(), " is not a local user");
        }
        address.home = user.get().home();
        address.user = user.get().name();
        address.localUserUid = String.valueOf(user.get().uid());
        address.localUserGid = String.valueOf(user.get().gid());
        // the password file vouches for the name, so it is fit for file names
        address.localPartData = Text.of(user.get().name());
        situation.registers().localPartData = address.localPartData;
      } catch (IOException e) {
        return new Answer.Deferred("the password file cannot be read: " + e.getMessage());
      }
    }
    Optional<Expandable> home = router.settings().find(ROUTER_HOME_DIRECTORY);
    if (home.isEmpty()) {
      return MET;
    }
    RouteTelling.checks("router_home_directory");
    return switch (home.get().expand(situation)) {
      case Expansion.Value(var text) -> {
        address.home = text.value();
        yield MET;
      }
      case Expansion.ForcedFailure(var _) -> MET;
      case Expansion.Failed(var message) -> broken(home.get(), router, message);
      case Expansion.Deferred(var message) -> broken(home.get(), router, message);
    };
  }

  private static Answer broken(Expandable text, Router router, String message) {
    return new Answer.Deferred(
        "failed to expand \"" + text.source() + "\" for " + router.name() + " router: " + message);
  }

  private static Answer senders(Router router, Situation situation) throws InterruptedException {
    ReversePath sender = situation.envelope().sender();
    return list(router, SENDERS, sender == null ? "" : sender.address(), situation, data -> {});
  }

  /** The list is taken apart first and each item expanded by itself; a forced failure skips it. */
  private Answer files(Router router, Situation situation) throws InterruptedException {
    Optional<Expandable> list = router.settings().find(REQUIRE_FILES);
    if (list.isEmpty()) {
      return MET;
    }
    RouteTelling.checks("require_files");
    RequiredFiles files = new RequiredFiles(users);
    for (String item : ListText.items(list.get().source())) {
      Answer answer =
          switch (expanded(item, situation)) {
            case Expansion.Value(var text) -> present(files, text.value(), router);
            case Expansion.ForcedFailure(var _) -> MET;
            case Expansion.Failed(var message) -> unreadable(item, message);
            case Expansion.Deferred(var message) -> unreadable(item, message);
          };
      if (answer != MET) {
        return answer;
      }
    }
    return MET;
  }

  private static Answer unreadable(String item, String message) {
    return new Answer.Deferred("failed to expand \"" + item + "\" for require_files: " + message);
  }

  private Expansion expanded(String item, Situation situation) throws InterruptedException {
    try {
      return compiler.expandable(item).expand(situation);
    } catch (InvalidArgument invalid) {
      return new Expansion.Failed(String.valueOf(invalid.getMessage()));
    }
  }

  private static Answer present(RequiredFiles files, String item, Router router) {
    RouteTelling.checksFile(item.strip());
    try {
      return files.test(item.strip()) == RequiredFiles.Verdict.MET
          ? MET
          : skipped(router, "file check", "");
    } catch (RequiredFiles.Unanswered unanswered) {
      return new Answer.Deferred(router.name() + " router: " + unanswered.getMessage());
    }
  }

  private static Answer condition(Router router, Situation situation) throws InterruptedException {
    Optional<Expandable> condition = router.settings().find(CONDITION);
    if (condition.isEmpty()) {
      return MET;
    }
    RouteTelling.checksCondition(condition.get());
    return switch (condition.get().expand(situation)) {
      case Expansion.Value(var text) ->
          Words.holds(text.value()) ? MET : skipped(router, CONDITION.name(), FAILURE);
      case Expansion.ForcedFailure(var _) -> skipped(router, CONDITION.name(), FAILURE);
      case Expansion.Failed(var message) -> broken(condition.get(), router, message);
      case Expansion.Deferred(var message) -> broken(condition.get(), router, message);
    };
  }
}
