// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.smtp.Reply;
import org.ostler.api.spool.StoredMessage;
import org.ostler.core.log.DeliveryLine;
import org.ostler.core.log.Log;
import org.ostler.core.log.Refusal;
import org.ostler.core.log.Tls;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Controls;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Purpose;
import org.ostler.core.route.Routed;
import org.ostler.core.route.RouterChain;
import org.ostler.core.transport.TransportFilter;

/**
 * Passes mail on while its sender waits ({@code control = cutthrough_delivery}): the next host
 * hears of each recipient as we do, and of the message before we answer for it. Whatever cannot go
 * this way is spooled as usual. One session; confined to its thread.
 */
public final class Cutthrough implements AutoCloseable {
  private final @Nullable Policy policy;
  private final Log log;
  private final InstantSource clock;
  private final List<Address> addresses = new ArrayList<>();
  private @Nullable Passage passage;
  private boolean given;

  /** Without a policy, where nothing is delivered, everything is for the spool. */
  public Cutthrough(@Nullable Policy policy, Log log, InstantSource clock) {
    this.policy = policy;
    this.log = log;
    this.clock = clock;
  }

  /** How a message went. */
  public sealed interface Passed {
    /** It was not passed on: it is for the spool. */
    record Not() implements Passed {}

    /** The host has it. */
    record Delivered() implements Passed {}

    /** The host refuses it, and our sender is to hear that. */
    record Refused(Reply reply) implements Passed {}
  }

  /**
   * Tells the next host of a recipient that our own lists took; what our sender is to hear of it in
   * place of yes, or null.
   */
  public @Nullable Reply recipient(Recipient recipient, Situation situation)
      throws InterruptedException {
    Controls controls = situation.envelope().controls;
    // Each recipient so far went this way, or none can.
    if (!controls.cutthrough
        || given
        || addresses.size() < situation.envelope().recipients().size()) {
      cancel();
      given = true;
      return null;
    }
    Reply reply = ask(recipient, situation);
    if (reply != null && reply.code() / 100 == 2) {
      return null;
    }
    cancel();
    given = true;
    boolean told = reply != null && (reply.code() / 100 == 5 || controls.cutthroughPassesDeferral);
    return told ? reply : null;
  }

  /** Forgets the message in hand; its host hears no more of it. */
  public void cancel() {
    Passage open = passage;
    passage = null;
    addresses.clear();
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    cancel();
  }

  /** Begins anew, with another message. */
  public void next() {
    cancel();
    given = false;
  }

  private @Nullable Reply ask(Recipient recipient, Situation situation)
      throws InterruptedException {
    Address address = routed(recipient, situation);
    Transport transport = address == null ? null : transport(address);
    if (address == null
        || transport == null
        || TransportFilter.isSet(transport.settings())
        || !(transport.driver() instanceof PassingTransport passing)) {
      return null;
    }
    try {
      if (passage == null) {
        switch (passing.open(address, returnPath(situation), situation.with(address))) {
          case PassingTransport.Opening.Open it -> passage = it.passage();
          case PassingTransport.Opening.Refused it -> {
            return it.reply();
          }
          case PassingTransport.Opening.Closed _ -> {
            return null;
          }
        }
      } else if (!isSameWay(address)) {
        return null;
      }
      addresses.add(address);
      address.withAffixes = TransportOptions.includesAffixes(transport.settings());
      return passage.recipient(address.handedOn());
    } catch (Passage.Broken broken) {
      return null;
    }
  }

  private @Nullable Transport transport(Address address) {
    return policy == null ? null : policy.transports().get(String.valueOf(address.transportName));
  }

  private boolean isSameWay(Address address) {
    Address first = addresses.getFirst();
    return first.hosts.equals(address.hosts)
        && String.valueOf(first.transportName).equals(address.transportName)
        && first.headersAdd.equals(address.headersAdd)
        && first.headersRemove.equals(address.headersRemove);
  }

  /** Where the recipient goes if that is one place alone. */
  private @Nullable Address routed(Recipient recipient, Situation situation)
      throws InterruptedException {
    if (policy == null || situation.dry) {
      return null;
    }
    RouterChain.Step step =
        policy.routers().route(Address.of(recipient), situation, Purpose.VERIFY_RECIPIENT);
    return step.unseen() == null && step.routed() instanceof Routed.Accepted(var leaf)
        ? leaf
        : null;
  }

  private static ReversePath returnPath(Situation situation) {
    ReversePath sender = situation.envelope().sender();
    return sender == null ? ReversePath.NULL : sender;
  }

  /**
   * Sends the message that our own lists took; the lines of the log about it are written.
   *
   * @param peer how log lines show the sender's host
   */
  public Passed finish(Situation situation, StoredMessage.Body body, String peer)
      throws IOException, InterruptedException {
    Passage open = passage;
    Controls controls = situation.envelope().controls;
    boolean kept =
        controls.freeze
            || controls.queueOnly
            || controls.fakeReject != null
            || controls.fakeDefer != null
            || addresses.size() != situation.envelope().recipients().size();
    if (open == null || kept) {
      cancel();
      return new Passed.Not();
    }
    Reply reply = null;
    String said;
    try {
      reply = send(open, situation, body);
      said = reply == null ? "" : String.join("\\n", lines(reply));
    } catch (Passage.Broken broken) {
      said = String.valueOf(broken.getMessage());
    }
    if (reply != null && reply.code() / 100 == 2) {
      delivered(open, situation, said);
      return new Passed.Delivered();
    }
    boolean forGood = reply != null && reply.code() / 100 == 5;
    if (!said.isEmpty()) {
      refused(open, situation, peer, forGood, said);
    }
    return reply != null && (forGood || controls.cutthroughPassesDeferral)
        ? new Passed.Refused(reply)
        : new Passed.Not();
  }

  private @Nullable Reply send(Passage open, Situation situation, StoredMessage.Body body)
      throws Passage.Broken, IOException, InterruptedException {
    Transport transport = transport(addresses.getFirst());
    if (policy == null || transport == null) {
      return null;
    }
    BatchPreparation.Result ready =
        new BatchPreparation(policy, transport, situation.envelope(), body, clock.instant())
            .prepare(situation, addresses);
    // One whose options cannot be told now goes the usual way, where that is told.
    return ready instanceof BatchPreparation.Result.Ready(var _, var content)
        ? open.send(content)
        : null;
  }

  private static List<String> lines(Reply reply) {
    return reply.wire().lines().toList();
  }

  private DeliveryLine line(Address address, Passage open) {
    String[] identity = open.identity().split(":", 2);
    return new DeliveryLine(address)
        .host(open.host())
        .tls(Tls.of(open.tls()))
        .authenticated(
            identity[0].isEmpty() ? null : identity[0],
            identity.length < 2 ? null : identity[1],
            null);
  }

  private void delivered(Passage open, Situation situation, String said) {
    for (Address address : addresses.reversed()) {
      DeliveryLine line =
          line(address, open).paths(situation.envelope().sender(), returnPath(situation));
      log.main(
          situation.envelope().queueId(),
          line.confirmation(said).size(situation.envelope().size).delivered(">>", log));
    }
  }

  private void refused(
      Passage open, Situation situation, String peer, boolean forGood, String said) {
    Address last = addresses.getLast();
    String fact = line(last, open).confirmation(said).delivered(">>", log);
    // The line of a delivery, from its router on.
    int router = fact.indexOf(" R=");
    String line =
        peer
            + " "
            + last.address()
            + " F=<"
            + returnPath(situation).address()
            + "> "
            + (forGood ? "rejected after DATA:" : "tmp-reject from cutthrough after DATA:")
            + (router < 0 ? "" : fact.substring(router));
    if (forGood) {
      Refusal.log(log, situation, line);
    } else {
      log.main(situation.envelope().queueId(), line);
    }
  }
}
