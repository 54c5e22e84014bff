// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Content;
import org.ostler.api.transport.Outcome.Trouble;
import org.ostler.core.contribution.Features;
import org.ostler.core.log.Log;
import org.ostler.core.mail.Dscp;
import org.ostler.core.mail.Events.Happening;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/**
 * Sends one message to one host, on a waiting connection when there is one. Safe for many threads.
 */
final class Exchange {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

  private final Settings settings;
  private final IdleConnections idle;
  private final @Nullable Features features;
  private final @Nullable HostAuthentication authentication;

  private final HostSecurity security;
  private final Log log;
  private final boolean delivers;

  /** One that only connects: for callouts, which use no extension and do not authenticate. */
  Exchange(Settings settings, IdleConnections idle, @Nullable Features features, Log log) {
    this(settings, idle, features, null, log, false);
  }

  /** Without {@code features} there is neither an extension nor TLS. */
  Exchange(
      Settings settings,
      IdleConnections idle,
      @Nullable Features features,
      @Nullable ClientAuthentication authentication,
      Log log) {
    this(settings, idle, features, authentication, log, true);
  }

  private Exchange(
      Settings settings,
      IdleConnections idle,
      @Nullable Features features,
      @Nullable ClientAuthentication authentication,
      Log log,
      boolean delivers) {
    this.settings = settings;
    this.idle = idle;
    this.features = features;
    this.authentication =
        authentication == null ? null : new HostAuthentication(settings, authentication);
    this.security = new HostSecurity(settings, features, log);
    this.log = log;
    this.delivers = delivers;
  }

  /**
   * Sends to all that wait in the shipment, in as many transactions as {@code max_rcpt} asks for.
   */
  void run(Shipment shipment, Target target, Situation situation)
      throws HostFailure, IOException, InterruptedException, Rejected {
    Manner manner = manner(target, situation);
    Dialog dialog = dialog(target, situation, manner, false);
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

  /** A connection for one message alone, authenticated where that is asked for. */
  Held hold(Target target, Situation situation) throws HostFailure, InterruptedException, Rejected {
    Manner manner = manner(target, situation);
    Dialog wanted = dialog(target, situation, manner, false);
    Line line = line(wanted, target, situation, it -> idle.fresh(it, opening(situation)));
    boolean ready = false;
    try {
      String sender =
          authentication == null
              ? ""
              : authentication.run(line.connection(), target, situation, line.dialog());
      EnvelopeForm form = EnvelopeForm.of(settings, situation, line.connection().capabilities());
      ready = true;
      return new Held(line.connection(), manner, sender, form);
    } finally {
      if (!ready) {
        line.connection().quit();
      }
    }
  }

  /** One that the caller closes; {@code sender} is whom MAIL names as the first sender. */
  record Held(ClientConnection connection, Manner manner, String sender, EnvelopeForm form) {}

  /** The addressees that want another transaction; null when a waiting connection was dead. */
  private @Nullable List<Addressee> transact(
      Shipment shipment,
      List<Addressee> batch,
      Target target,
      Situation situation,
      Manner manner,
      Dialog wanted)
      throws HostFailure, IOException, InterruptedException, Rejected {
    Line line = line(wanted, target, situation, dialog -> connection(dialog, situation));
    Dialog dialog = line.dialog();
    ClientConnection connection = line.connection();
    boolean fresh = connection.messages() == 0;
    boolean reusable = false;
    List<Addressee> sendable;
    Uses uses;
    String sender;
    EnvelopeForm form;
    try {
      sender =
          authentication == null ? "" : authentication.run(connection, target, situation, dialog);
      shipment.identity(connection.identity(), sender);
      shipment.tls(connection.tls());
      shipment.introduction(connection.introduction());
      form = EnvelopeForm.of(settings, situation, connection.capabilities());
      sendable = sendable(shipment, batch, target, form);
      uses = uses(connection.capabilities(), sendable, target, situation);
    } catch (InterruptedException | HostFailure | Rejected stop) {
      leave(line, situation, false);
      throw stop;
    }
    MailTransaction transaction =
        new MailTransaction(connection, shipment, target, manner, uses, form);
    shipment.sending(transaction.facts());
    try {
      if (!sendable.isEmpty()) {
        transaction.run(
            sendable,
            mailCommand(shipment, situation.envelope(), connection.capabilities(), form)
                + HostAuthentication.parameter(sender)
                + uses.mailParameters());
      }
      int most = mostMessages(situation);
      reusable =
          (most == 0 || connection.messages() < most)
              && (connection.tls() == null || dialog.security().reusable());
      return transaction.overflow();
    } catch (HostFailure failure) {
      if (!fresh && !transaction.spoke() && failure.kind() == Cause.LOST_CONNECTION) {
        return null;
      }
      throw failure;
    } finally {
      leave(line, situation, reusable);
    }
  }

  private ClientConnection connection(Dialog dialog, Situation situation) throws HostFailure {
    // One that another message has used is one too many when only one may.
    return isAlone(situation)
        ? idle.fresh(dialog, opening(situation))
        : idle.take(dialog, opening(situation));
  }

  private void leave(Line line, Situation situation, boolean reusable) {
    if (isAlone(situation)) {
      line.connection().quit();
    } else {
      idle.giveBack(line.dialog(), line.connection(), reusable);
    }
  }

  private static boolean isAlone(Situation situation) {
    return situation.envelope().controls.messagesPerConnection == 1;
  }

  /** How many messages may go over one connection; 0 for any number. */
  private int mostMessages(Situation situation) {
    int told = situation.envelope().controls.messagesPerConnection;
    return told >= 0 ? told : settings.value(ClientOptions.CONNECTION_MAX_MESSAGES);
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

  /**
   * Those whose addresses can go to the host, if that of the sender can; the others fail. RFC 6531
   * §3.4: without the extension on the next hop a message in UTF-8 cannot go on.
   */
  private static List<Addressee> sendable(
      Shipment shipment, List<Addressee> batch, Target target, EnvelopeForm form) {
    String sender = shipment.delivery().returnPath().address();
    List<Addressee> sendable = new ArrayList<>();
    for (Addressee addressee : batch) {
      String wrong = form.of(sender) == null ? sender : addressee.address();
      if (form.of(wrong) == null) {
        shipment.failed(
            addressee, new Trouble(target.hop(), null, Cause.SMTPUTF8, form.complaint(wrong)));
      } else {
        sendable.add(addressee);
      }
    }
    return sendable;
  }

  private String mailCommand(
      Shipment shipment, Message message, Capabilities capabilities, EnvelopeForm form)
      throws IOException {
    StringBuilder command = new StringBuilder(80);
    String sender = form.of(shipment.delivery().returnPath().address());
    command.append("MAIL FROM:<").append(sender).append('>');
    if (capabilities.size() >= 0) {
      long size =
          size(shipment.delivery().content(), message)
              + settings.value(ClientOptions.SIZE_ADDITION);
      command.append(" SIZE=").append(size);
    }
    if (capabilities.eightBit() && message.bodyType == 8) {
      command.append(" BODY=8BITMIME");
    }
    return command.append(form.mailParameter).toString();
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

  /** A connection, and what it may be given back as. */
  record Line(Dialog dialog, ClientConnection connection) {}

  /** Makes a connection or finds one. */
  @FunctionalInterface
  private interface Maker {
    ClientConnection make(Dialog dialog) throws HostFailure;
  }

  /** A connection under TLS as wanted, or one in clear where the options let mail go so. */
  private Line line(Dialog wanted, Target target, Situation situation, Maker maker)
      throws HostFailure, InterruptedException {
    situation.tlsOut = null;
    try {
      return line(wanted, situation, maker);
    } catch (HostFailure failure) {
      boolean ofTls = failure.kind() == Cause.TLS_FAILED;
      tellDaneFailure(failure, wanted, target, situation);
      if (!ofTls || !wanted.security().triesClear() || Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      if (delivers) {
        Happening deferral =
            Happening.deferral("msg:host:defer", failure.text(), failure.kind().number(), settings);
        situation.events().tell(deferral, situation);
      }
      log.main(
          situation.envelope().queueId(),
          "%s: delivering unencrypted to H=%s [%s] (not in hosts_require_tls)"
              .formatted(failure.text(), target.hop().name(), target.hop().address()));
      situation.tlsOut = null;
      return line(wanted.inClear(), situation, maker);
    }
  }

  private static Line line(Dialog dialog, Situation situation, Maker maker) throws HostFailure {
    ClientConnection connection = maker.make(dialog);
    InetSocketAddress end = connection.localEnd();
    situation.ownEnd = () -> end;
    situation.tlsOut = connection.tls();
    return new Line(dialog, connection);
  }

  private void tellDaneFailure(
      HostFailure failure, Dialog wanted, Target target, Situation situation)
      throws InterruptedException {
    boolean ofTls = failure.kind() == Cause.TLS_FAILED;
    if (wanted.security().dane() == null || !ofTls && failure.kind() != Cause.TLS_REQUIRED) {
      return;
    }
    if (ofTls) {
      log.main(
          situation.envelope().queueId(),
          "DANE attempt failed; TLS connection to %s [%s]: %s"
              .formatted(
                  target.hop().name(),
                  target.hop().address(),
                  failure.text().replaceFirst("^TLS session: ", "")));
    }
    boolean offered = ofTls || failure.text().endsWith("an attempt to start TLS failed");
    String event = offered ? "validation-failure" : "starttls-not-supported";
    situation.events().tell(Happening.after("dane:fail", event, settings), situation);
  }

  private Opening opening(Situation situation) {
    return new Opening(
        ConnectionEvents.of(situation, settings),
        features == null ? null : new TlsHandshake(features, settings, situation, log));
  }

  /** A new connection for a callout, which the caller closes. */
  Line fresh(
      Target target, Situation situation, Duration connecting, Duration command, Dialog usual)
      throws HostFailure, InterruptedException {
    Dialog dialog = usual.within(connecting, command);
    return line(dialog, target, situation, it -> idle.fresh(it, opening(situation)));
  }

  /** A connection that waited, or a new one, for a callout that gives it back. */
  Line take(Target target, Situation situation, Dialog usual)
      throws HostFailure, InterruptedException {
    return line(usual, target, situation, it -> idle.take(it, opening(situation)));
  }

  /** Lets a connection wait for the next; one that may serve no other is closed. */
  void giveBack(Line line, boolean ready) {
    boolean reusable = line.connection().tls() == null || line.dialog().security().reusable();
    idle.giveBack(line.dialog(), line.connection(), ready && reusable);
  }

  /** How the transport would connect for a callout. */
  Dialog dialog(Target target, Situation situation)
      throws HostFailure, InterruptedException, Rejected {
    return dialog(target, situation, manner(target, situation), true);
  }

  private Dialog dialog(Target target, Situation situation, Manner manner, boolean verifying)
      throws HostFailure, InterruptedException, Rejected {
    InetAddress own = local(target, situation);
    // What helo_data says may depend on it, and connections are kept by what they said.
    situation.ownEnd = () -> OwnAddress.towards(target, own);
    return new Dialog(
        settings.name(),
        target.address(),
        target.port(),
        proxies(situation),
        own,
        expanded(ClientOptions.HELO_DATA, situation),
        manner.lmtp(),
        !matches(ClientOptions.HOSTS_AVOID_ESMTP, target, situation),
        settings.value(ClientOptions.KEEPALIVE),
        trafficClass(situation),
        authentication == null ? "" : authentication.credentials(target, situation),
        security.of(target, situation, protocol(situation), verifying),
        limit(ClientOptions.CONNECT_TIMEOUT),
        limit(ClientOptions.COMMAND_TIMEOUT));
  }

  private List<SocksProxy> proxies(Situation situation) throws InterruptedException, Rejected {
    try {
      return SocksProxy.parse(expanded(ClientOptions.SOCKS_PROXY, situation));
    } catch (InvalidArgument wrong) {
      throw new Rejected(
          Cause.OTHER,
          "socks_proxy of the " + settings.name() + " transport: " + wrong.getMessage());
    }
  }

  private int trafficClass(Situation situation) throws InterruptedException, Rejected {
    String dscp = expanded(ClientOptions.DSCP, situation);
    int octet = dscp.isBlank() ? -1 : Dscp.trafficClass(dscp);
    if (octet < 0 && !dscp.isBlank()) {
      throw new Rejected(
          Cause.OTHER,
          "unrecognised DSCP value \"" + dscp + "\" for the " + settings.name() + " transport");
    }
    return octet;
  }

  /** A time limit; zero, which asks for none, is a day, since nothing waits for ever. */
  private Duration limit(Option<Duration> option) {
    Duration limit = settings.value(option);
    return limit.isZero() ? Duration.ofDays(1) : limit;
  }

  private String protocol(Situation situation) throws InterruptedException, Rejected {
    String protocol = expanded(ClientOptions.PROTOCOL, situation);
    if (!List.of("smtp", "lmtp", "smtps").contains(protocol)) {
      throw new Rejected(
          Cause.OTHER, "protocol \"" + protocol + "\" is unknown: use smtp, lmtp or smtps");
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
    for (String item : SEPARATORS.split(expanded(ClientOptions.INTERFACE, situation), -1)) {
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
    String host = target.hop().name() + " [" + target.hop().address() + "]";
    return Listed.has(settings, option, host, situation);
  }
}
