// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.mail.Situation;

/** One lmtp transport of the configuration. */
final class LmtpDelivery implements TransportDriver.Prepared {
  private final Settings settings;
  private final LocalPeer peer;

  LmtpDelivery(Settings settings, LocalPeer peer) {
    this.settings = settings;
    this.peer = peer;
  }

  @Override
  public void deliver(Delivery delivery) throws InterruptedException {
    Shipment shipment = new Shipment(new Reworded(delivery));
    Situation situation = (Situation) delivery.view(delivery.addressees().getFirst());
    Target target =
        Target.of(
            new NextHop(settings.name(), null, 0, -1, false), InetAddress.getLoopbackAddress(), 0);
    try {
      exchange(shipment, target, situation);
    } catch (HostFailure failure) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      shipment.trouble(new Trouble(target.hop(), failure.reply(), failure.kind(), failure.text()));
      shipment.failRefused();
    } catch (IOException ours) {
      shipment.trouble(Trouble.of("cannot read the message from the spool: " + ours.getMessage()));
    }
    shipment.close(Trouble.of("the LMTP server gave no answer"));
  }

  private void exchange(Shipment shipment, Target target, Situation situation)
      throws HostFailure, IOException, InterruptedException {
    Duration limit = settings.value(LmtpTransport.TIMEOUT);
    boolean ignoreQuota = settings.value(LmtpTransport.IGNORE_QUOTA);
    Manner manner = new Manner(true, ignoreQuota, false, false, limit, limit, limit);
    Text name = situation.variable("primary_hostname");
    ClientConnection connection =
        ClientConnection.greeted(
            peer.open(situation),
            new ClientConnection.Hello("LHLO", name == null ? "localhost" : name.value(), limit));
    try {
      List<Addressee> left = shipment.waiting();
      while (!left.isEmpty()) {
        MailTransaction transaction =
            new MailTransaction(
                connection, shipment, target, manner, Uses.NONE, EnvelopeForm.PLAIN);
        transaction.run(left, "MAIL FROM:<" + shipment.delivery().returnPath().address() + ">");
        left = transaction.overflow();
      }
    } finally {
      connection.quit();
    }
  }

  /** Says what became of addressees in the words of Exim's lmtp transport, which knows no hosts. */
  private record Reworded(Delivery delivery) implements Delivery {
    @Override
    public QueueId queueId() {
      return delivery.queueId();
    }

    @Override
    public ReversePath returnPath() {
      return delivery.returnPath();
    }

    @Override
    public List<Addressee> addressees() {
      return delivery.addressees();
    }

    @Override
    public List<NextHop> hosts() {
      return delivery.hosts();
    }

    @Override
    public MailView view(Addressee addressee) {
      return delivery.view(addressee);
    }

    @Override
    public Content content() {
      return delivery.content();
    }

    @Override
    public void report(Addressee addressee, Outcome outcome) {
      delivery.report(
          addressee,
          switch (outcome) {
            case Outcome.Delivered delivered ->
                new Outcome.Delivered(null, delivered.confirmation());
            case Outcome.Deferred deferred -> new Outcome.Deferred(reworded(deferred.trouble()));
            case Outcome.Failed failed -> new Outcome.Failed(reworded(failed.trouble()));
          });
    }

    private static Trouble reworded(Trouble trouble) {
      String reason =
          trouble
              .reason()
              .replace("SMTP error from remote mail server after ", "LMTP error after ")
              .replace("LMTP error after DATA: ", "LMTP error after end of data: ")
              .replace("SMTP timeout after ", "LMTP timeout after ")
              .replace(
                  "Remote host closed connection in response to ", "LMTP connection closed after ")
              .replace("Malformed SMTP reply in response to ", "Malformed LMTP response after ")
              .replace(" after pipelined ", " after ");
      return new Trouble(null, trouble.reply(), trouble.cause(), reason);
    }
  }
}
