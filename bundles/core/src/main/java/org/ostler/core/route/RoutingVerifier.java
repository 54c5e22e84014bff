// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Recipient;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.acl.QuotaWords;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.rewrite.Rewriting;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/**
 * Verifies by routing: an address that one router redirects to a single other is judged by that
 * other, and one that a router with {@code unseen} accepts is judged by the routers behind, too.
 */
public final class RoutingVerifier implements AddressVerifier {
  private final RouterChain chain;
  private final Callout callout;
  private final QuotaVerification quota;

  /** {@code quota} looks into mailboxes, {@code callout} asks other hosts. */
  public RoutingVerifier(RouterChain chain, Callout callout, QuotaVerification quota) {
    this.chain = chain;
    this.callout = callout;
    this.quota = quota;
  }

  @Override
  public Verified verify(String address, Purpose purpose, List<String> options, Situation situation)
      throws InterruptedException {
    org.ostler.core.route.Purpose why =
        switch (purpose) {
          case SENDER -> org.ostler.core.route.Purpose.VERIFY_SENDER;
          case RECIPIENT -> org.ostler.core.route.Purpose.VERIFY_RECIPIENT;
          case EXPN -> org.ostler.core.route.Purpose.EXPN;
        };
    if (new Recipient(address).domain().isEmpty()) {
      String message = "a domain is required";
      return new Verified.Bad(message, message, "qualify");
    }
    Trace.tell(Selector.VERIFY, "Verifying " + address);
    boolean stop = options.contains("success_on_redirect");
    Address current = Address.of(new Recipient(rewritten(address, purpose, situation)));
    while (true) {
      Trace.tell(Selector.VERIFY, "Considering " + current.address());
      RouterChain.Step step = chain.route(current, situation, why);
      switch (step.routed()) {
        case Routed.Failed(var _, var user, var log) -> {
          return new Verified.Bad(user, log, "route");
        }
        case Routed.Deferred(var _, var user, var log, var _) -> {
          return new Verified.Unknown(user, log);
        }
        case Routed.Accepted(var leaf) -> {
          leaveData(leaf, why, situation);
          Verified verdict = accepted(leaf, why, options, situation);
          if (step.unseen() == null || stop || !(verdict instanceof Verified.Good)) {
            return verdict;
          }
          current = step.unseen();
        }
        case Routed.Redirected(var _, var children) -> {
          Address only =
              stop || why == org.ostler.core.route.Purpose.EXPN
                  ? null
                  : onlyOne(children, step.unseen());
          if (only == null) {
            return new Verified.Good(names(children));
          }
          current = only;
        }
      }
    }
  }

  /**
   * The address that is left to judge: of several, as after none, the redirection itself is good.
   */
  private static @Nullable Address onlyOne(List<Address> children, @Nullable Address unseen) {
    if (children.isEmpty()) {
      return unseen;
    }
    Address first = children.getFirst();
    boolean single = children.size() == 1 && unseen == null;
    return single && !first.isTarget() ? first : null;
  }

  /** What the router said of the address, for {@code $address_data} and its kin. */
  private static void leaveData(
      Address leaf, org.ostler.core.route.Purpose why, Situation situation) {
    String name =
        why == org.ostler.core.route.Purpose.VERIFY_SENDER ? "sender_address_data" : "address_data";
    Text data = leaf.addressData;
    if (data == null) {
      situation.findings().clear(name);
    } else {
      situation.findings().set(name, data);
    }
  }

  private String rewritten(String address, Purpose purpose, Situation situation)
      throws InterruptedException {
    Rewriter rewriter = chain.surroundings().rewriter();
    return purpose == Purpose.SENDER
        ? Rewriting.verifiedSender(rewriter, address, situation)
        : rewriter.recipient(address, situation);
  }

  private Verified accepted(
      Address leaf, org.ostler.core.route.Purpose why, List<String> options, Situation situation)
      throws InterruptedException {
    Verified called = calledOut(leaf, why, options, situation);
    QuotaWords words = QuotaWords.of(options);
    return words == null || !(called instanceof Verified.Good)
        ? called
        : quota.ask(leaf, words, situation.with(leaf));
  }

  private Verified calledOut(
      Address leaf, org.ostler.core.route.Purpose why, List<String> options, Situation situation)
      throws InterruptedException {
    for (String option : options) {
      if (option.equals("callout") || option.startsWith("callout=")) {
        List<String> words =
            option.equals("callout")
                ? List.of()
                : List.of(option.substring("callout=".length()).split("\\s*,\\s*"));
        return callout.ask(leaf, why, words, situation);
      }
    }
    return new Verified.Good(List.of(leaf.address()));
  }

  private static List<String> names(List<Address> children) {
    List<String> names = new ArrayList<>();
    for (Address child : children) {
      names.add(
          child.file != null
              ? child.file
              : child.pipe != null ? "|" + child.pipe : child.address());
    }
    return names;
  }
}
