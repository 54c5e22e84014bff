// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.ostler.core.route.RouterOptions.REDIRECT_ROUTER;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.Child;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.LetterAddresses;

/** Makes addresses of what a redirection yields. */
final class Offspring {
  private final RouterChain chain;
  private final Router router;
  private final Address parent;
  private final Set<String> letters = new HashSet<>();

  Offspring(RouterChain chain, Router router, Address parent) {
    this.chain = chain;
    this.router = router;
    this.parent = parent;
  }

  static String describe(Child child) {
    return switch (child) {
      case Child.Address(var text) -> text;
      case Child.File(var path) -> path;
      case Child.Pipe(var command) -> "|" + command;
      case Child.Words(var command, var _) -> "|" + command;
      case Child.Answer(var letter) -> ">" + LetterAddresses.shown(letter);
      case Child.Wished(var wishing, var _, var _, var _) -> describe(wishing);
      case Child.Forbidden(var forbidden, var _) -> describe(forbidden);
      case Child.Onward(), Child.Refused _, Child.Held _ -> "";
    };
  }

  /** The address of a child; null for one that has nowhere to go. */
  @Nullable Address of(Child child) {
    if (child instanceof Child.Wished wished) {
      Address made = made(wished.child());
      if (made != null) {
        made.errorsTo = wished.errorsTo() == null ? made.errorsTo : wished.errorsTo();
        made.errorsIgnored |= wished.errorsIgnored();
        made.mode = wished.mode();
      }
      return made;
    }
    return made(child);
  }

  private @Nullable Address made(Child child) {
    return switch (child) {
      case Child.Address(var text) -> {
        Address made = heir(text);
        made.startRouter = router.settings().find(REDIRECT_ROUTER).orElse(null);
        made.unique = unique(made);
        yield made;
      }
      case Child.File(var path) -> {
        Address file = target(path);
        file.file = path;
        yield file;
      }
      case Child.Pipe(var command) -> {
        Address pipe = target("|" + command);
        pipe.pipe = command;
        yield pipe;
      }
      case Child.Words(var command, var words) -> {
        Address pipe = target("|" + command);
        pipe.pipe = command;
        pipe.pipeWords = words;
        yield pipe;
      }
      case Child.Answer(var letter) -> {
        String name = ">" + LetterAddresses.shown(letter);
        while (!letters.add(name)) {
          name = ">" + name; // each letter is sent, though it be to the same
        }
        Address answer = target(name);
        answer.letter = letter;
        yield answer;
      }
      case Child.Onward() -> onward();
      case Child.Refused(var message) -> {
        Address refused = itself();
        refused.refusal = message;
        yield refused;
      }
      case Child.Held(var message) -> {
        Address held = itself();
        held.hold = message;
        held.freezes = true;
        yield held;
      }
      case Child.Forbidden(var forbidden, var message) -> {
        Address made = of(forbidden);
        if (made != null) {
          made.refusal = message;
        }
        yield made;
      }
      case Child.Wished wished -> of(wished);
    };
  }

  private @Nullable Address onward() {
    if (!chain.hasNext(router.name())) {
      return null;
    }
    Address copy = heir(parent.address());
    copy.unique = unique(copy);
    copy.startRouter = chain.next(router.name());
    return copy;
  }

  private Address itself() {
    Address copy = heir(parent.address());
    copy.unique = unique(copy);
    copy.routerName = router.name();
    copy.hidden = parent.hidden;
    return copy;
  }

  private Address heir(String text) {
    Address made = new Address(text, parent.recipient(), parent);
    bequeath(parent, made);
    if (router.settings().find(RedirectOptions.ONE_TIME).orElse(false)) {
      made.onetimeParent = parent.original().address();
    }
    made.hidden = parent.hidden || router.settings().find(RedirectOptions.HIDE_CHILD).orElse(false);
    return made;
  }

  private Address target(String name) {
    Address made = heir(parent.address());
    made.unique = name + ":" + parent.unique;
    made.localPart(parent.localPart());
    made.routerName = router.name();
    made.home = parent.home;
    made.vacationDirectory = parent.vacationDirectory;
    made.user = parent.user;
    made.localPartData = parent.localPartData;
    made.domainData = parent.domainData;
    return made;
  }

  /** What descendants take over. */
  static void bequeath(Address parent, Address child) {
    child.errorsTo = parent.errorsTo;
    child.errorsIgnored = parent.errorsIgnored;
    child.headersAdd = parent.headersAdd;
    child.headersRemove = parent.headersRemove;
    child.addressData = parent.addressData;
    child.routerVariables.putAll(new TreeMap<>(Map.copyOf(parent.routerVariables)));
  }

  /** An address that comes back below itself is told apart by how often it did. */
  static String unique(Address address) {
    int times = 0;
    for (Address up = address.parent(); up != null; up = up.parent()) {
      if (up.address().equalsIgnoreCase(address.address())) {
        times++;
      }
    }
    return times == 0 ? address.address() : "\\" + times + "\\" + address.address();
  }
}
