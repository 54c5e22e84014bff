// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.Recipient;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Child;
import org.ostler.api.text.Text;
import org.ostler.core.filter.BadFilter;
import org.ostler.core.filter.FilterCache;
import org.ostler.core.filter.FilterChildren;
import org.ostler.core.filter.FilterFacts;
import org.ostler.core.filter.FilterResult;
import org.ostler.core.filter.FilterRun;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.LetterAddresses;
import org.ostler.core.mail.Situation;

/**
 * The filter of the configuration, which every message goes through at the start of each attempt.
 * It is the administrator's, so that its strings may do what the configuration's may.
 */
final class SystemFilter {
  /** What it decided. */
  sealed interface Verdict {
    /** New addresses. */
    List<Address> addresses();

    /** The recipients go on, with the new addresses beside them. */
    record Pass(List<Address> addresses) implements Verdict {}

    /** The new addresses stand for the recipients; none: the message is thrown away. */
    record Instead(List<Address> addresses) implements Verdict {}

    /** The recipients wait, fail, or wait with the message frozen. */
    record Ended(FilterResult.Ended how, List<Address> addresses) implements Verdict {}

    /** It cannot be obeyed: everything waits. */
    record Broken(String message) implements Verdict {
      @Override
      public List<Address> addresses() {
        return List.of();
      }
    }
  }

  private final Policy policy;
  private final Situation situation;
  private final Settings main;
  private int letters;

  SystemFilter(Policy policy, Situation situation) {
    this.policy = policy;
    this.situation = situation;
    this.main = policy.main();
  }

  /** Runs the filter; null when there is none. */
  @Nullable Verdict run() throws InterruptedException {
    Expandable option = main.find(SystemFilterOptions.FILTER).orElse(null);
    if (option == null) {
      return null;
    }
    try {
      return switch (option.expand(situation)) {
        case Expansion.Value(var file) -> run(file);
        case Expansion.ForcedFailure(var _) -> null;
        case Expansion.Failed(var message) -> unexpanded(option, message);
        case Expansion.Deferred(var message) -> unexpanded(option, message);
      };
    } catch (BadFilter bad) {
      return new Verdict.Broken(bad.message());
    }
  }

  private static Verdict unexpanded(Expandable option, String message) {
    return new Verdict.Broken("failed to expand \"" + option.source() + "\": " + message);
  }

  private Verdict run(Text file) throws BadFilter, InterruptedException {
    FilterCache filters = policy.routers().systemFilters();
    FilterChildren children =
        new FilterChildren(
            situation, null, new FilterChildren.Wishes(false, true, true, filters.compiler()));
    FilterFacts facts =
        new FilterFacts(
            situation.envelope().firstDelivery,
            situation.envelope().manuallyThawed,
            policy.routers().surroundings().rewriter());
    FilterResult result;
    try {
      result = new FilterRun(filters.filter(read(file)), situation, facts, children).run();
    } finally {
      children.close();
    }
    int[] numbers = situation.registers().numbers;
    System.arraycopy(numbers, 0, situation.envelope().systemNumbers, 0, numbers.length);
    List<Address> addresses = new ArrayList<>();
    for (Child child : children.permitted(any -> "")) {
      addresses.add(address(child));
    }
    return switch (result) {
      case FilterResult.Done(var delivered) ->
          delivered ? new Verdict.Instead(addresses) : new Verdict.Pass(addresses);
      case FilterResult.Ended ended -> new Verdict.Ended(ended, addresses);
    };
  }

  private static String read(Text file) throws BadFilter {
    if (file.taint() != null) {
      throw new BadFilter(
          "Tainted name '"
              + file.value()
              + "' for file read not permitted: it came from "
              + file.taint().origin());
    }
    try {
      return Files.readString(Path.of(file.value()), StandardCharsets.ISO_8859_1);
    } catch (IOException trouble) {
      boolean absent = !Files.exists(Path.of(file.value()));
      throw new BadFilter(
          absent
              ? file.value() + " does not exist"
              : "failed to read " + file.value() + ": " + trouble.getMessage());
    }
  }

  private Address address(Child child) throws InterruptedException {
    if (child instanceof Child.Wished(var inner, var errorsTo, var ignored, var mode)) {
      Address made = address(inner);
      made.errorsTo = errorsTo;
      made.errorsIgnored = ignored;
      made.mode = mode;
      return made;
    }
    return switch (child) {
      case Child.Address(var text) -> new Address(text, new Recipient(text), origin());
      case Child.File(var path) -> {
        Address made = target(path);
        made.file = path;
        yield transport(
            made,
            path.endsWith("/")
                ? SystemFilterOptions.DIRECTORY_TRANSPORT
                : SystemFilterOptions.FILE_TRANSPORT);
      }
      case Child.Words(var command, var words) -> {
        Address made = target("|" + command);
        made.pipe = command;
        made.pipeWords = words;
        yield transport(made, SystemFilterOptions.PIPE_TRANSPORT);
      }
      case Child.Answer(var letter) -> {
        Address made = target(">" + LetterAddresses.shown(letter) + " " + letters++);
        made.letter = letter;
        yield transport(made, SystemFilterOptions.REPLY_TRANSPORT);
      }
      default -> throw new IllegalStateException("a filter has no such child");
    };
  }

  /** The name that stands for the filter where an address came from. */
  private static Address origin() {
    return Address.asWritten("system-filter");
  }

  private Address target(String name) throws InterruptedException {
    Address origin = origin();
    Text domain = situation.variable("qualify_domain");
    // with a domain, by which retry rules are found
    String address = origin.address() + "@" + (domain == null ? "" : domain.value());
    Address made = new Address(address, origin.recipient(), origin);
    made.unique = name + ":" + origin.address();
    made.user = main.find(SystemFilterOptions.USER).orElse(null);
    made.group = main.find(SystemFilterOptions.GROUP).orElse(null);
    return made;
  }

  private Address transport(Address made, Option<Expandable> option) throws InterruptedException {
    Optional<Expandable> name = main.find(option);
    if (name.isEmpty()) {
      made.hold = option.name() + " is unset";
      return made;
    }
    switch (name.get().expand(situation.with(made))) {
      case Expansion.Value(var text) -> {
        made.transportName = text.value();
        if (text.taint() != null) {
          made.hold =
              "attempt to use tainted value '"
                  + text.value()
                  + "' for transport as a system filter";
        }
      }
      case Expansion.ForcedFailure(var message) -> made.hold = unexpanded(option, message);
      case Expansion.Failed(var message) -> made.hold = unexpanded(option, message);
      case Expansion.Deferred(var message) -> made.hold = unexpanded(option, message);
    }
    return made;
  }

  private static String unexpanded(Option<?> option, String message) {
    return "failed to expand " + option.name() + " as a system filter transport name: " + message;
  }
}
