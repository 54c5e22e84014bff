// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.api.mail.Addressee;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Cause;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.SendingFacts;

/**
 * One mail transaction (RFC 5321 §3.3) on a connection: MAIL, RCPT for each addressee, DATA or
 * BDAT. One thread, one use.
 */
final class MailTransaction {
  // Commands sent before their replies are read. RFC 2920 §3.1: two sides that both only write wait
  // for ever; the replies to so many fit in any socket buffer.
  private static final int WINDOW = 100;
  private static final int CLOSING = 421;
  private static final int TOO_MANY = 452;

  private final ClientConnection connection;
  private final Shipment shipment;
  private final Target target;
  private final Manner manner;
  private final Uses uses;
  private final EnvelopeForm form;
  private final boolean pipelined;
  private final boolean chunked;
  private final List<Addressee> accepted = new ArrayList<>();
  private final List<Addressee> overflow = new ArrayList<>();
  private boolean spoke;
  private boolean dataSent;

  MailTransaction(
      ClientConnection connection,
      Shipment shipment,
      Target target,
      Manner manner,
      Uses uses,
      EnvelopeForm form) {
    this.connection = connection;
    this.shipment = shipment;
    this.target = target;
    this.manner = manner;
    this.uses = uses;
    this.form = form;
    this.pipelined = connection.capabilities().pipelining() && !manner.avoidPipelining();
    this.chunked = connection.capabilities().chunking() && manner.chunking();
  }

  /** What the log tells of it. */
  SendingFacts facts() {
    InetSocketAddress own = connection.localEnd();
    return new SendingFacts(
        own == null ? null : PeerText.literal(own.getAddress(), own.getPort()),
        connection.proxyEnd(),
        connection.messages() > 0,
        pipelined,
        chunked);
  }

  /**
   * Whether the peer has answered anything in this transaction: before that, a dead idle connection
   * is nobody's fault.
   */
  boolean spoke() {
    return spoke;
  }

  /**
   * Recipients that the server had no room for beside the others: they want another transaction.
   */
  List<Addressee> overflow() {
    return overflow;
  }

  /**
   * Sends the message to the addressees, whose addresses all have the form that the host is to get.
   * Ends or troubles are noted in the shipment.
   */
  void run(List<Addressee> addressees, String mailCommand) throws HostFailure, IOException {
    boolean reused = connection.messages() > 0;
    connection.countMessage();
    envelope(addressees, mailCommand, reused);
    if (!chunked) {
      data();
    } else if (accepted.isEmpty()) {
      reset();
    } else {
      chunks();
    }
  }

  private void envelope(List<Addressee> addressees, String mailCommand, boolean reused)
      throws HostFailure {
    connection.queue(mailCommand);
    boolean mail = !pipelined && mail(addressees, mailCommand, reused);
    if (!pipelined && !mail) {
      return;
    }
    int step = pipelined ? WINDOW : 1;
    for (int from = 0; from < addressees.size(); from += step) {
      int to = Math.min(addressees.size(), from + step);
      addressees.subList(from, to).forEach(addressee -> connection.queue(rcpt(addressee)));
      if (pipelined && !chunked && to == addressees.size()) {
        connection.queue("DATA");
        dataSent = true;
      }
      if (pipelined && from == 0) {
        mail = mail(addressees, mailCommand, reused);
      } else {
        connection.flush(rcpt(addressees.get(from)), manner.commandTimeout());
      }
      for (Addressee addressee : addressees.subList(from, to)) {
        recipient(addressee, mail);
      }
      if (!mail) {
        return;
      }
    }
  }

  private boolean mail(List<Addressee> addressees, String mailCommand, boolean reused)
      throws HostFailure {
    String command = pipelined ? "pipelined " + mailCommand : mailCommand;
    connection.flush(command, manner.commandTimeout());
    Reply reply = connection.read(manner.commandTimeout(), command);
    if (reused && reply.code() == CLOSING) {
      // It grew tired of waiting for another message and says so only now.
      throw new HostFailure(Cause.LOST_CONNECTION, ReplyText.refusal(command, reply), reply);
    }
    spoke = true;
    if (reply.code() / 100 != 2) {
      shipment.refused(addressees, target, reply, Cause.MAIL_4XX, command);
      return false;
    }
    return true;
  }

  private void recipient(Addressee addressee, boolean mail) throws HostFailure {
    String command = rcpt(addressee);
    Reply reply = connection.read(manner.commandTimeout(), command);
    if (!mail) {
      return;
    }
    if (reply.code() / 100 == 2) {
      accepted.add(addressee);
    } else if (reply.code() == TOO_MANY && !accepted.isEmpty()) {
      // RFC 5321 §4.5.3.1.10: the rest is sent in transactions of their own, at once.
      overflow.add(addressee);
    } else {
      shipment.refused(addressee, target, reply, command);
    }
  }

  private static String handedOn(Addressee addressee) {
    return addressee instanceof Address address ? address.handedOn() : addressee.address();
  }

  private String rcpt(Addressee addressee) {
    String ignore = manner.lmtp() && manner.ignoreQuota() ? " IGNOREQUOTA" : "";
    String address = requireNonNull(form.of(handedOn(addressee)));
    return "RCPT TO:<" + address + ">" + ignore + uses.rcptParameters(addressee);
  }

  private void data() throws HostFailure, IOException {
    if (!dataSent && accepted.isEmpty()) {
      reset();
      return;
    }
    String command = dataSent ? "pipelined DATA" : "DATA";
    if (!dataSent) {
      connection.queue("DATA");
      connection.flush(command, manner.commandTimeout());
    }
    Reply go = connection.read(manner.commandTimeout(), command);
    if (go.code() / 100 != 3) {
      shipment.refused(accepted, target, go, Cause.DATA_4XX, command);
      reset();
    } else if (accepted.isEmpty()) {
      nothing();
    } else {
      send();
    }
  }

  /** The server wants data although it took nobody: an empty message ends it (RFC 2920 §3.1). */
  private void nothing() throws HostFailure {
    if (manner.lmtp()) {
      // RFC 2033 §4.2: a reply for each recipient, so none comes.
      connection.markBroken();
      return;
    }
    connection.exchange(".", manner.finalTimeout());
  }

  private void send() throws HostFailure, IOException {
    MessageWriter writer = new MessageWriter(shipment.delivery().content());
    try {
      writer.writeDotted(connection.content(manner.dataTimeout()));
    } catch (ClientConnection.PeerTrouble trouble) {
      throw written(connection.failure(trouble.trouble(), "sending data block"), writer.written());
    } catch (IOException ours) {
      // Without the final dot the server has no message, and must get no other octet.
      connection.markBroken();
      throw ours;
    }
    conclude("end of data", writer.written());
  }

  private void chunks() throws HostFailure, IOException {
    String block = pipelined ? "pipelined sending data block" : "sending data block";
    MessageWriter writer = new MessageWriter(shipment.delivery().content());
    Chunks chunks = new Chunks(connection.content(manner.dataTimeout()), pipelined ? 1 : 0);
    try {
      chunks.send(writer, () -> connection.read(manner.finalTimeout(), block));
    } catch (ClientConnection.PeerTrouble trouble) {
      throw written(connection.failure(trouble.trouble(), block), writer.written());
    } catch (IOException ours) {
      connection.markBroken();
      throw ours;
    }
    Reply refusal = chunks.refusal();
    if (refusal != null) {
      shipment.refused(accepted, target, refusal, Cause.DATA_4XX, block);
      // RFC 3030 §4.1: replies to chunks under way are still to come; nothing else can be told from
      // them.
      connection.markBroken();
      return;
    }
    conclude(pipelined ? "pipelined end of data" : "end of data", writer.written());
  }

  private void conclude(String command, long written) throws HostFailure {
    try {
      if (manner.lmtp()) {
        // RFC 2033 §4.2: one reply for each recipient that was accepted, in order.
        for (Addressee addressee : accepted) {
          end(List.of(addressee), connection.read(manner.finalTimeout(), command), command);
        }
      } else {
        Reply reply = connection.read(manner.finalTimeout(), command);
        String extension = uses.perRecipient();
        if (extension != null && reply.code() / 100 == 3) {
          each(extension, command);
        } else {
          end(accepted, reply, command);
        }
      }
    } catch (HostFailure failure) {
      throw written(failure, written);
    }
  }

  /** One reply for each recipient, and one for the message, which is taken by the last alone. */
  private void each(String extension, String command) throws HostFailure {
    Map<Addressee, Reply> replies = new IdentityHashMap<>();
    for (Addressee addressee : accepted) {
      replies.put(addressee, connection.read(manner.finalTimeout(), command));
    }
    Reply last;
    try {
      last = connection.read(manner.finalTimeout(), command);
    } catch (HostFailure failure) {
      replies.forEach((addressee, reply) -> refusedAlone(addressee, reply, extension, command));
      throw failure;
    }
    if (last.code() / 100 == 5) {
      end(accepted, last, command);
      return;
    }
    for (Addressee addressee : accepted) {
      Reply reply = requireNonNull(replies.get(addressee));
      if (reply.code() / 100 != 2) {
        refusedAlone(addressee, reply, extension, command);
      } else if (last.code() / 100 == 2) {
        String both = ReplyText.of(reply) + "\\n" + ReplyText.of(last);
        shipment.delivered(addressee, target, both, uses.keywords(addressee));
      } else {
        end(List.of(addressee), last, command);
      }
    }
  }

  private void refusedAlone(Addressee addressee, Reply reply, String extension, String command) {
    if (reply.code() / 100 != 2) {
      String text = extension + " error after " + command + ": " + ReplyText.of(reply);
      shipment.refusedAlone(addressee, target, reply, Cause.DATA_4XX, text);
    }
  }

  private void end(List<Addressee> addressees, Reply reply, String command) {
    if (reply.code() / 100 == 2) {
      // The server answered as if it knew nothing of replies for each recipient.
      for (Addressee addressee : addressees) {
        Set<String> used = new HashSet<>(uses.keywords(addressee));
        used.remove(uses.perRecipient());
        shipment.delivered(addressee, target, ReplyText.of(reply), used);
      }
    } else if (manner.lmtp()) {
      String text = "LMTP error after DATA: " + ReplyText.of(reply);
      addressees.forEach(
          addressee -> shipment.refusedAlone(addressee, target, reply, Cause.OTHER, text));
    } else {
      shipment.refused(addressees, target, reply, Cause.DATA_4XX, command);
    }
  }

  /** How far it came tells an administrator whether a link drops large packets. */
  private static HostFailure written(HostFailure failure, long octets) {
    return failure.kind() == Cause.TIMEOUT && octets > 0
        ? new HostFailure(failure.kind(), failure.text() + " (" + octets + " bytes written)")
        : failure;
  }

  private void reset() {
    if (connection.isBroken()) {
      return;
    }
    try {
      if (connection.exchange("RSET", manner.commandTimeout()).code() / 100 != 2) {
        connection.markBroken();
      }
    } catch (HostFailure lost) {
      // The transaction has its end already; the connection is not used again.
    }
  }
}
