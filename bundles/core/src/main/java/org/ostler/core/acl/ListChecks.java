// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.list.MatchList;
import org.ostler.api.list.MatchList.Match;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Taint;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Situation;
import org.ostler.language.expansion.ListKind;
import org.ostler.language.expansion.Registers;
import org.ostler.language.list.CompiledList;

/** Conditions that match something against a list. */
final class ListChecks {
  private static final Taint PEER = new Taint("the SMTP session");

  private ListChecks() {}

  static Step.Work domains(String list, Site site) throws InvalidArgument {
    return matching(
        ListKind.DOMAIN,
        list,
        site,
        situation -> address(situation).domain(),
        (registers, data) -> registers.domainData = data);
  }

  static Step.Work localParts(String list, Site site) throws InvalidArgument {
    return matching(
        ListKind.LOCAL_PART,
        list,
        site,
        situation -> casefulLocalPart(address(situation)),
        (registers, data) -> registers.localPartData = data);
  }

  static Step.Work recipients(String list, Site site) throws InvalidArgument {
    return matching(
        ListKind.ADDRESS,
        list,
        site,
        situation -> address(situation).address(),
        (registers, data) -> registers.recipientData = data);
  }

  static Step.Work senders(String list, Site site) throws InvalidArgument {
    return matching(
        ListKind.ADDRESS,
        list,
        site,
        situation -> sender(situation).address(),
        (registers, data) -> registers.senderData = data);
  }

  static Step.Work senderDomains(String list, Site site) throws InvalidArgument {
    return matching(
        ListKind.DOMAIN,
        list,
        site,
        situation -> sender(situation).domain(),
        (registers, data) -> {});
  }

  static Step.Work hosts(String list, Site site) throws InvalidArgument {
    return matching(
        ListKind.HOST,
        list,
        site,
        situation -> hostText(situation.peer()),
        (registers, data) -> registers.hostData = data);
  }

  static Step.Work authenticated(String list, Site site) throws InvalidArgument {
    Step.Work matching =
        matching(
            ListKind.DOMAIN,
            list,
            site,
            situation -> String.valueOf(situation.peer().authenticator),
            (registers, data) -> {});
    return (text, course) ->
        course.situation.peer().authenticator == null ? Result.FAIL : matching.apply(text, course);
  }

  static Step.Work encrypted(String list, Site site) throws InvalidArgument {
    Step.Work matching =
        matching(
            ListKind.DOMAIN,
            list,
            site,
            situation -> cipher(String.valueOf(situation.peer().tlsCipher)),
            (registers, data) -> {});
    return (text, course) ->
        course.situation.peer().tlsCipher == null ? Result.FAIL : matching.apply(text, course);
  }

  private static Step.Work matching(
      ListKind kind,
      String source,
      Site site,
      Subject subject,
      BiConsumer<Registers, @Nullable Text> data)
      throws InvalidArgument {
    MatchList list = site.services().compiler().list(kind, source);
    return (text, course) -> {
      Situation situation = course.situation;
      String tested = subject.of(situation);
      return switch (test(list, tested, kind, course)) {
        case Match.Matched matched -> {
          keep(matched.data(), kind, situation, data);
          yield Result.OK;
        }
        case Match.Unmatched unmatched -> {
          keep(unmatched.data(), kind, situation, data);
          yield Result.FAIL;
        }
        case Match.Deferred(var why) -> course.defer(why.isEmpty() ? null : why);
        case Match.Failed failed -> course.error(failed.message());
      };
    };
  }

  /** Where no item said anything, the data of an earlier list is gone; that of addresses stays. */
  private static void keep(
      @Nullable String said,
      ListKind kind,
      Situation situation,
      BiConsumer<Registers, @Nullable Text> data) {
    if (said != null || kind != ListKind.ADDRESS) {
      data.accept(situation.registers(), said == null ? null : Text.of(said));
    }
  }

  /** A subject came from the peer, and what a pattern captures of it stays marked so. */
  private static Match test(MatchList list, String subject, ListKind kind, Course course)
      throws InterruptedException {
    if (!(list instanceof CompiledList compiled)) {
      return list.test(subject, course.situation);
    }
    Text text = kind == ListKind.HOST ? Text.of(subject) : new Text(subject, PEER);
    return compiled.test(text, course.situation, course.witness);
  }

  private static Address address(Situation situation) {
    Address address = situation.addressee();
    if (address == null) {
      throw new IllegalStateException("an address check without an address in " + situation.phase);
    }
    return address;
  }

  /** The local part with its case, whatever {@code control = caseful_local_part} says. */
  private static String casefulLocalPart(Address address) {
    String whole = address.address();
    int at = whole.lastIndexOf('@');
    return at < 0 ? whole : whole.substring(0, at);
  }

  private static ReversePath sender(Situation situation) {
    ReversePath sender = situation.envelope().sender();
    return sender == null ? ReversePath.NULL : sender;
  }

  /**
   * The address, whose names the list finds when it needs them; empty, which only an empty item
   * matches, for mail that came over no network.
   */
  private static String hostText(Connection peer) {
    String address = peer.addressText();
    return address == null ? "" : address;
  }

  /** The cipher's name, which stands between the colons of {@code TLS1.3:NAME:256}. */
  private static String cipher(String whole) {
    String[] parts = whole.split(":", -1);
    return parts.length > 1 ? parts[1] : whole;
  }

  @FunctionalInterface
  private interface Subject {
    String of(Situation situation);
  }
}
