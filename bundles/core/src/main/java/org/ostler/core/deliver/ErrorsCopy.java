// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Recipient;
import org.ostler.api.option.InvalidArgument;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.report.ReportOptions;
import org.ostler.core.route.Compiler;
import org.ostler.language.expansion.ListKind;

/**
 * {@code errors_copy}: who else gets the bounces to an address. The first pattern that fits is it.
 */
final class ErrorsCopy {
  private final Policy policy;
  private final Situation view;
  private final Log log;

  ErrorsCopy(Policy policy, Situation view, Log log) {
    this.policy = policy;
    this.view = view;
    this.log = log;
  }

  /** The addresses that get a copy of what goes to this one. */
  List<String> of(String to) throws InterruptedException {
    Address address = Address.of(new Recipient(to));
    for (String item : policy.main().find(ReportOptions.ERRORS_COPY).orElse(List.of())) {
      String[] parts = item.strip().split("\\s+", 2);
      try {
        if (fits(parts[0], to, address)) {
          return parts.length < 2 ? List.of() : copies(parts[1], address);
        }
      } catch (InvalidArgument wrong) {
        log.panic(view.envelope().queueId(), "errors_copy: " + wrong.getMessage());
      }
    }
    return List.of();
  }

  private boolean fits(String pattern, String to, Address address)
      throws InvalidArgument, InterruptedException {
    Compiler compiler = policy.routers().surroundings().compiler();
    MatchList list = compiler.list(ListKind.ADDRESS, pattern.replace(":", "::"));
    return list.test(to, view.with(address)) instanceof MatchList.Match.Matched;
  }

  private List<String> copies(String text, Address address)
      throws InvalidArgument, InterruptedException {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String bare = quoted ? text.substring(1, text.length() - 1) : text;
    String problem;
    try {
      Compiler compiler = policy.routers().surroundings().compiler();
      Expansion expansion = compiler.expandable(bare).expand(view.with(address));
      switch (expansion) {
        case Expansion.Value value -> {
          return addresses(value.text().value());
        }
        case Expansion.ForcedFailure ignored -> {
          return List.of();
        }
        case Expansion.Failed failed -> problem = failed.message();
        case Expansion.Deferred deferred -> problem = deferred.message();
      }
    } catch (InvalidArgument malformed) {
      problem = String.valueOf(malformed.getMessage());
    }
    log.panic(
        view.envelope().queueId(),
        "Failed to expand " + bare + " when processing errors_copy: " + problem);
    return List.of();
  }

  private static List<String> addresses(String text) {
    return new ArrayList<>(
        Arrays.stream(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList());
  }
}
