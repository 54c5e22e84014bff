// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.DsnRequest;
import org.ostler.api.mail.Recipient;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.OutgoingMail;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.QueuedMail;
import org.ostler.core.report.Success.Action;
import org.ostler.core.report.Success.Told;

/**
 * Tells the sender of recipients with {@code NOTIFY=SUCCESS} that left us in this attempt, unless a
 * next hop has taken that over (RFC 3461 §5.2).
 */
final class SuccessNotices {
  /** The extension by which a host takes over what the sender wants to know. */
  private static final String DSN = "DSN";

  private final Desk desk;
  private final QueuedMail mail;
  private final Situation view;

  SuccessNotices(Desk desk, QueuedMail mail, Situation view) {
    this.desk = desk;
    this.mail = mail;
    this.view = view;
  }

  /**
   * An address that was delivered.
   *
   * @param remote whether a host took it
   * @param extensions what was used with the host for this recipient
   */
  record Reached(
      Address address,
      boolean remote,
      @Nullable NextHop host,
      @Nullable String confirmation,
      Set<String> extensions) {}

  /**
   * Writes the report; it is on disk when this returns.
   *
   * @param reached what was delivered now
   * @param finished recipients of which nothing is left to do
   */
  void send(List<Reached> reached, List<Recipient> finished, String sender)
      throws IOException, InterruptedException {
    if (sender.isEmpty()) {
      return;
    }
    List<Told> told = new ArrayList<>();
    for (Reached one : reached) {
      if (one.address.parent() == null && isWanted(one.address.recipient())) {
        Told said = direct(one);
        if (said != null) {
          told.add(said);
        }
      }
    }
    for (Recipient recipient : finished) {
      boolean expanded =
          reached.stream()
              .map(Reached::address)
              .anyMatch(
                  address ->
                      address.parent() != null
                          && address.original().address().equals(recipient.address()));
      if (expanded && isWanted(recipient)) {
        told.add(told(recipient, Action.EXPANDED, null, null));
      }
    }
    if (!told.isEmpty()) {
      desk.reports().success(mail, told, sender, view);
    }
  }

  private static boolean isWanted(Recipient recipient) {
    return recipient.dsn().notifications().contains(DsnRequest.Notify.SUCCESS);
  }

  /** What is told of a recipient that was not redirected; null when the next hop tells. */
  private static @Nullable Told direct(Reached one) {
    Recipient recipient = one.address.recipient();
    NextHop host = one.host;
    if (!one.remote) {
      return told(recipient, Action.DELIVERED, null, null);
    }
    if (one.extensions.contains(DSN)) {
      return null;
    }
    return told(
        recipient,
        endsHere(one.address) ? Action.ENDED : Action.RELAYED,
        host == null ? null : host.name(),
        one.confirmation);
  }

  private static boolean endsHere(Address address) {
    Settings router = address.router;
    return router != null && router.find(OutgoingMail.LAST_HOP).orElse(false);
  }

  private static Told told(
      Recipient recipient, Action action, @Nullable String host, @Nullable String confirmation) {
    return new Told(
        recipient.address(), recipient.dsn().originalRecipient(), action, host, confirmation);
  }
}
