// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.Outcome.Introduction;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.OutgoingTls;
import org.ostler.core.mail.SendingFacts;

/**
 * The addressees of one delivery that still wait for an end, and the last trouble of each. One
 * thread.
 */
final class Shipment {
  private final Delivery delivery;
  private ClientAuthentication.@Nullable Identity identity;
  private String firstSender = "";
  private @Nullable Introduction introduction;
  private final List<Addressee> waiting;
  private final Map<Addressee, Trouble> troubles = new IdentityHashMap<>();
  private final List<Deferral> deferrals = new ArrayList<>();

  /** A host's 4xx reply to the RCPT of one addressee. */
  record Deferral(Addressee addressee, Trouble trouble) {}

  Shipment(Delivery delivery) {
    this.delivery = delivery;
    this.waiting = new ArrayList<>(delivery.addressees());
  }

  /** Who we are to the host of the connection in use, and whom MAIL named, for the log. */
  void identity(ClientAuthentication.@Nullable Identity known, String firstSender) {
    this.identity = known;
    this.firstSender = firstSender;
  }

  /** TLS of the connection in use, for the log; null in clear. */
  void tls(@Nullable OutgoingTls known) {
    for (Addressee addressee : waiting) {
      if (addressee instanceof Address address) {
        address.tls = known;
      }
    }
  }

  /** What else the log tells of the connection in use; null before there is one. */
  void sending(@Nullable SendingFacts known) {
    for (Addressee addressee : waiting) {
      if (addressee instanceof Address address) {
        address.sending = known;
      }
    }
  }

  /** How the host of the connection in use introduced itself; null before there is one. */
  void introduction(@Nullable Introduction made) {
    this.introduction = made;
  }

  @Nullable Introduction introduction() {
    return introduction;
  }

  Delivery delivery() {
    return delivery;
  }

  /** Those without an end, in order. A copy. */
  List<Addressee> waiting() {
    return List.copyOf(waiting);
  }

  boolean isDone() {
    return waiting.isEmpty();
  }

  void delivered(Addressee addressee, Target target, String confirmation, Set<String> extensions) {
    ClientAuthentication.Identity known = identity;
    if (addressee instanceof Address address) {
      address.authenticatedBy = known == null ? null : known.by();
      address.authenticatedTo = known == null ? null : known.id();
      address.authenticatedSender = firstSender.isEmpty() ? null : firstSender;
    }
    end(addressee, new Outcome.Delivered(target.hop(), confirmation, extensions));
  }

  /**
   * MAIL or the message was refused: that ends all of them, or defers and is the host's trouble.
   */
  void refused(
      List<Addressee> addressees, Target target, Reply reply, Cause cause, String command) {
    if (addressees.isEmpty()) {
      return;
    }
    String text = ReplyText.refusal(command, reply);
    boolean forGood = reply.code() / 100 == 5;
    Trouble trouble = trouble(target, reply, forGood ? Cause.OTHER : cause, text);
    List.copyOf(addressees).forEach(addressee -> note(addressee, trouble, forGood));
  }

  /** One recipient was refused. */
  void refused(Addressee addressee, Target target, Reply reply, String command) {
    boolean forGood = reply.code() / 100 == 5;
    Cause cause = forGood ? Cause.OTHER : Cause.RCPT_4XX;
    Trouble trouble = trouble(target, reply, cause, ReplyText.refusal(command, reply));
    if (!forGood) {
      deferrals.add(new Deferral(addressee, trouble));
    }
    note(addressee, trouble, forGood);
  }

  /** The message was refused for one recipient (RFC 2033 §4.2). */
  void refusedAlone(Addressee addressee, Target target, Reply reply, Cause cause, String text) {
    boolean forGood = reply.code() / 100 == 5;
    note(addressee, trouble(target, reply, forGood ? Cause.OTHER : cause, text), forGood);
  }

  private Trouble trouble(Target target, Reply reply, Cause cause, String text) {
    return new Trouble(target.hop(), reply, cause, text, introduction);
  }

  private void note(Addressee addressee, Trouble trouble, boolean forGood) {
    if (forGood) {
      end(addressee, new Outcome.Failed(trouble));
    } else {
      troubles.put(addressee, trouble);
    }
  }

  void failed(Addressee addressee, Trouble trouble) {
    end(addressee, new Outcome.Failed(trouble));
  }

  /**
   * Notes trouble with a host for all that wait. A host that refuses us for good ({@code 554} as
   * greeting) is final only when no host after it says otherwise.
   */
  @SuppressWarnings("ReferenceEquality") // one object stands for one connection
  void trouble(Trouble trouble) {
    for (Addressee addressee : waiting) {
      Trouble before = troubles.get(addressee);
      if (before == null || before.host() != trouble.host()) {
        // What the same connection said of this recipient before it broke tells more.
        troubles.put(addressee, trouble);
      }
    }
  }

  /** Deferrals of single recipients since this was last asked. */
  List<Deferral> deferrals() {
    List<Deferral> since = List.copyOf(deferrals);
    deferrals.clear();
    return since;
  }

  /** Fails those whose last host refused us for good. */
  void failRefused() {
    for (Addressee addressee : waiting()) {
      Trouble trouble = troubles.get(addressee);
      Reply reply = trouble == null ? null : trouble.reply();
      if (trouble != null && reply != null && reply.code() / 100 == 5) {
        end(addressee, new Outcome.Failed(trouble));
      }
    }
  }

  /** Defers all that wait with their last trouble. */
  void close(Trouble otherwise) {
    for (Addressee addressee : waiting()) {
      end(addressee, new Outcome.Deferred(troubles.getOrDefault(addressee, otherwise)));
    }
  }

  private void end(Addressee addressee, Outcome outcome) {
    waiting.remove(addressee);
    delivery.report(addressee, outcome);
  }
}
