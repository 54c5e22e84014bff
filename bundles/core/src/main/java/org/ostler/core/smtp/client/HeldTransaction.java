// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Content;
import org.ostler.core.deliver.Passage;
import org.ostler.core.deliver.PassingTransport.Opening;
import org.ostler.core.mail.OutgoingTls;
import org.ostler.core.mail.Situation;

/** A transaction whose message is still coming in. One thread. */
final class HeldTransaction implements Passage {
  private final Exchange.Held held;
  private final Target target;

  private HeldTransaction(Exchange.Held held, Target target) {
    this.held = held;
    this.target = target;
  }

  /** Says MAIL on a connection, which is closed where that is refused. */
  static Opening begin(
      Exchange.Held held, Target target, ReversePath returnPath, Situation situation)
      throws HostFailure {
    boolean kept = false;
    try {
      String sender = held.form().of(returnPath.address());
      if (sender == null) {
        return new Opening.Closed(held.form().complaint(returnPath.address()));
      }
      boolean eight =
          situation.envelope().bodyType == 8 && held.connection().capabilities().eightBit();
      String mail =
          "MAIL FROM:<"
              + sender
              + ">"
              + (eight ? " BODY=8BITMIME" : "")
              + held.form().mailParameter
              + HostAuthentication.parameter(held.sender());
      held.connection().countMessage();
      Reply reply = held.connection().exchange(mail, held.manner().commandTimeout());
      kept = reply.code() / 100 == 2;
      return kept
          ? new Opening.Open(new HeldTransaction(held, target))
          : new Opening.Refused(reply);
    } finally {
      if (!kept) {
        held.connection().quit();
      }
    }
  }

  @Override
  public NextHop host() {
    return target.hop();
  }

  @Override
  public Reply recipient(String address) throws Broken {
    String sent = held.form().of(address);
    if (sent == null) {
      throw new Broken(held.form().complaint(address));
    }
    try {
      return say("RCPT TO:<" + sent + ">", held.manner().commandTimeout());
    } catch (HostFailure failure) {
      throw new Broken(failure.text());
    }
  }

  private Reply say(String command, Duration limit) throws HostFailure {
    return held.connection().exchange(command, limit);
  }

  @Override
  public Reply send(Content content) throws Broken, IOException {
    MessageWriter writer = new MessageWriter(content);
    try {
      Reply go = say("DATA", held.manner().commandTimeout());
      if (go.code() / 100 != 3) {
        return go;
      }
      writer.writeDotted(held.connection().content(held.manner().dataTimeout()));
      return held.connection().read(held.manner().finalTimeout(), "end of data");
    } catch (HostFailure failure) {
      throw new Broken(failure.text());
    } catch (ClientConnection.PeerTrouble trouble) {
      throw new Broken(held.connection().failure(trouble.trouble(), "sending data block").text());
    } catch (IOException ours) {
      // Without the final dot the host has no message, and must get no other octet.
      held.connection().markBroken();
      throw ours;
    }
  }

  @Override
  public @Nullable OutgoingTls tls() {
    return held.connection().tls();
  }

  @Override
  public String identity() {
    ClientAuthentication.Identity identity = held.connection().identity();
    return identity == null
        ? ""
        : identity.id() == null ? identity.by() : identity.by() + ":" + identity.id();
  }

  @Override
  public void close() {
    held.connection().quit();
  }
}
