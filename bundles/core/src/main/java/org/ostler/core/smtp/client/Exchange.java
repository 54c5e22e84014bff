// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.core.contribution.Features;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/**
 * Sends one message to one host, on a waiting connection when there is one. Safe for many threads.
 */
final class Exchange {
  private final Settings settings;
  private final IdleConnections idle;
  private final @Nullable Features features;
  private final @Nullable HostAuthentication authentication;

  /** Without {@code features} no extension is used. */
  /** One that only says how it would connect: for callouts, which use no extension. */
  Exchange(Settings settings, IdleConnections idle) {
    this.settings = settings;
    this.idle = idle;
    this.features = null;
    this.authentication = null;
  }

  Exchange(
      Settings settings,
      IdleConnections idle,
      @Nullable Features features,
      ClientAuthentication authentication) {
    this.settings = settings;
    this.idle = idle;
    this.features = features;
    this.authentication = new HostAuthentication(settings, authentication);
  }

  /**
   * Sends to all that wait in the shipment, in as many transactions as {@code max_rcpt} asks for.
   */
  void run(Shipment shipment, Target target, Situation situation)
      throws HostFailure, IOException, InterruptedException, Rejected {
    refuseInClear(target, situation);
    Manner manner = manner(target, situation);
    Dialog dialog = dialog(target, situation, manner);
    Deque<Addressee> left = new ArrayDeque<>(shipment.waiting());
    int most = settings.value(ClientOptions.MAX_RCPT);
    while (!left.isEmpty()) {
      List<Addressee> batch = new ArrayList<>();
      while (!left.isEmpty() && (most == 0 || batch.size() < most)) {
        batch.add(left.removeFirst());
      }
      List<Addressee> overflow = transact(shipment, batch, target, situation, manner, dialog);
      while (overflow == null) {
        // A waiting connection had died: the next one, in the end a fresh one.
        overflow = transact(shipment, batch, target, situation, manner, dialog);
      }
      overflow.reversed().forEach(left::addFirst);
    }
  }

  /** Hosts that are to be spoken to under TLS only are not spoken to without it. */
  private void refuseInClear(Target target, Situation situation)
      throws HostFailure, InterruptedException, Rejected {
    String host = target.hop().name() + " [" + IpText.of(target.address()) + "]";
    if (matches(ClientOptions.HOSTS_REQUIRE_TLS, target, situation)) {
      throw new HostFailure(
          Cause.TLS_REQUIRED,
          "a TLS session is required by hosts_require_tls for "
              + host
              + ", but no feature here speaks TLS");
    }
    if (matches(ClientOptions.HOSTS_REQUIRE_DANE, target, situation)) {
      throw new HostFailure(
          Cause.TLS_REQUIRED,
          "DANE is required by hosts_require_dane for " + host + ", but no feature here checks it");
    }
  }

  /** The addressees that want another transaction; null when a waiting connection was dead. */
  private @Nullable List<Addressee> transact(
      Shipment shipment,
      List<Addressee> batch,
      Target target,
      Situation situation,
      Manner manner,
      Dialog dialog)
      throws HostFailure, IOException, InterruptedException, Rejected {
    ClientConnection connection = idle.take(dialog, ConnectionEvents.of(situation, settings));
    boolean fresh = connection.messages() == 0;
    boolean reusable = false;
    Uses uses;
    String sender;
    try {
      sender =
          authentication == null ? "" : authentication.run(connection, target, situation, dialog);
      shipment.identity(connection.identity());
      shipment.introduction(connection.introduction());
      uses = uses(connection.capabilities(), batch, target, situation);
    } catch (InterruptedException | HostFailure | Rejected stop) {
      idle.giveBack(dialog, connection, false);
      throw stop;
    }
    MailTransaction transaction = new MailTransaction(connection, shipment, target, manner, uses);
    try {
      if (needsUtf8(situation.envelope()) && !connection.capabilities().smtputf8()) {
        refuseUtf8(shipment, batch, target);
      } else {
        transaction.run(
            batch,
            mailCommand(shipment, situation.envelope(), connection.capabilities())
                + sender
                + uses.mailParameters());
      }
      int most = settings.value(ClientOptions.CONNECTION_MAX_MESSAGES);
      reusable = most == 0 || connection.messages() < most;
      return transaction.overflow();
    } catch (HostFailure failure) {
      if (!fresh && !transaction.spoke() && failure.kind() == Cause.LOST_CONNECTION) {
        return null;
      }
      throw failure;
    } finally {
      idle.giveBack(dialog, connection, reusable);
    }
  }

  private Uses uses(
      Capabilities capabilities, List<Addressee> batch, Target target, Situation situation)
      throws InterruptedException {
    return features == null
        ? Uses.NONE
        : Uses.of(
            features,
            new Outgoing(
                situation,
                settings,
                target.address(),
                List.copyOf(batch),
                capabilities.keywords()));
  }

  private static boolean needsUtf8(Message message) {
    return message.smtputf8;
  }

  // RFC 6531 §3.4: without the extension on the next hop the message cannot go on.
  private static void refuseUtf8(Shipment shipment, List<Addressee> batch, Target target) {
    Trouble trouble =
        new Trouble(
            target.hop(),
            null,
            Cause.SMTPUTF8,
            "utf8 support required but not offered for forwarding");
    batch.forEach(addressee -> shipment.failed(addressee, trouble));
  }

  private String mailCommand(Shipment shipment, Message message, Capabilities capabilities)
      throws IOException {
    StringBuilder command = new StringBuilder(80);
    command.append("MAIL FROM:<").append(shipment.delivery().returnPath().address()).append('>');
    if (capabilities.size() >= 0) {
      long size =
          size(shipment.delivery().content(), message)
              + settings.value(ClientOptions.SIZE_ADDITION);
      command.append(" SIZE=").append(size);
    }
    if (capabilities.eightBit() && message.bodyType == 8) {
      command.append(" BODY=8BITMIME");
    }
    if (message.smtputf8) {
      command.append(" SMTPUTF8");
    }
    return command.toString();
  }

  // RFC 1870 §3: as it goes over the wire, so each line end is two octets.
  private static long size(Content content, Message message) {
    long size = content.bodySize() + message.bodyLines + 2;
    for (HeaderField field : content.headerFields()) {
      String text = field.text();
      size += text.length() + text.chars().filter(c -> c == '\n').count();
    }
    return size;
  }

  private Manner manner(Target target, Situation situation) throws InterruptedException, Rejected {
    boolean lmtp = protocol(situation).equals("lmtp");
    return new Manner(
        lmtp,
        settings.value(ClientOptions.LMTP_IGNORE_QUOTA),
        matches(ClientOptions.HOSTS_AVOID_PIPELINING, target, situation),
        matches(ClientOptions.HOSTS_TRY_CHUNKING, target, situation),
        limit(ClientOptions.COMMAND_TIMEOUT),
        limit(ClientOptions.DATA_TIMEOUT),
        limit(ClientOptions.FINAL_TIMEOUT));
  }

  /** How the transport would connect. */
  Dialog dialog(Target target, Situation situation) throws InterruptedException, Rejected {
    return dialog(target, situation, manner(target, situation));
  }

  private Dialog dialog(Target target, Situation situation, Manner manner)
      throws InterruptedException, Rejected {
    return new Dialog(
        settings.name(),
        target.address(),
        target.port(),
        local(target, situation),
        expanded(ClientOptions.HELO_DATA, situation),
        manner.lmtp(),
        !matches(ClientOptions.HOSTS_AVOID_ESMTP, target, situation),
        settings.value(ClientOptions.KEEPALIVE),
        authentication == null ? "" : authentication.credentials(target, situation),
        limit(ClientOptions.CONNECT_TIMEOUT),
        limit(ClientOptions.COMMAND_TIMEOUT));
  }

  /** A time limit; zero, which asks for none, is a day, since nothing waits for ever. */
  private Duration limit(Option<Duration> option) {
    Duration limit = settings.value(option);
    return limit.isZero() ? Duration.ofDays(1) : limit;
  }

  private String protocol(Situation situation) throws InterruptedException, Rejected {
    String protocol = expanded(ClientOptions.PROTOCOL, situation);
    if (!protocol.equals("smtp") && !protocol.equals("lmtp")) {
      throw new Rejected(
          Cause.OTHER, "protocol \"" + protocol + "\" is not supported: use smtp or lmtp");
    }
    return protocol;
  }

  private String expanded(Option<Expandable> option, Situation situation)
      throws InterruptedException, Rejected {
    return SmtpDelivery.expand(settings, option, situation, "");
  }

  /**
   * The address to connect from: the first of the interface list that is of the target's family.
   */
  private @Nullable InetAddress local(Target target, Situation situation)
      throws InterruptedException, Rejected {
    for (String item : expanded(ClientOptions.INTERFACE, situation).split("[\\s,]+", -1)) {
      if (item.isEmpty()) {
        continue;
      }
      InetAddress address = literal(item);
      if (address.getClass() == target.address().getClass()) {
        return address;
      }
    }
    return null;
  }

  private static InetAddress literal(String item) throws Rejected {
    try {
      return InetAddress.ofLiteral(item);
    } catch (IllegalArgumentException notAddress) {
      throw new Rejected(
          Cause.OTHER, "\"" + item + "\" is not a valid IP address for the interface option");
    }
  }

  private boolean matches(Option<MatchList> option, Target target, Situation situation)
      throws InterruptedException, Rejected {
    return matches(settings, option, target, situation);
  }

  /** Whether a host list has the target. */
  static boolean matches(
      Settings settings, Option<MatchList> option, Target target, Situation situation)
      throws InterruptedException, Rejected {
    MatchList list = settings.find(option).orElse(null);
    if (list == null) {
      return false;
    }
    return switch (list.test(IpText.of(target.address()), situation)) {
      case MatchList.Match.Matched ignored -> true;
      case MatchList.Match.Unmatched ignored -> false;
      case MatchList.Match.Deferred deferred -> throw new Rejected(Cause.DNS, deferred.message());
      case MatchList.Match.Failed failed -> throw new Rejected(Cause.EXPANSION, failed.message());
    };
  }
}
