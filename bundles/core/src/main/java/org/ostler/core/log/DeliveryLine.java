// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.log;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.SendingFacts;

/**
 * The lines that say what became of one address: {@code =>}, {@code ->}, {@code >>}, {@code *>}
 * delivered, {@code ==} deferred, {@code **} failed. Facts beyond the address are told by the
 * setters; one use.
 */
public final class DeliveryLine {
  private final Address address;
  private String queue = "";
  private boolean local;
  private boolean logAsLocal;
  private @Nullable String sender;
  private @Nullable String returnPath;
  private @Nullable NextHop host;
  private @Nullable Tls tls;
  private @Nullable String authenticator;
  private @Nullable String authenticatedId;
  private @Nullable String authenticatedSender;
  private Set<String> extensions = Set.of();
  private @Nullable String confirmation;
  private @Nullable SendingFacts sending;
  private long size = -1;
  private @Nullable Duration queued;
  private @Nullable Duration took;

  public DeliveryLine(Address address) {
    this.address = address;
  }

  /** The named queue that the message is in; empty for the usual one. */
  public DeliveryLine queue(String name) {
    this.queue = name;
    return this;
  }

  /**
   * The transport delivers here, not to another host; {@code asLocal} is the router's {@code
   * log_as_local}.
   */
  public DeliveryLine local(boolean asLocal) {
    this.local = true;
    this.logAsLocal = asLocal;
    return this;
  }

  /** The message's sender, and the return path that the transport used, which may be unknown. */
  public DeliveryLine paths(@Nullable ReversePath from, @Nullable ReversePath used) {
    this.sender = from == null ? null : from.address();
    this.returnPath = used == null ? null : used.address();
    return this;
  }

  /** The host that took it or refused it. */
  public DeliveryLine host(@Nullable NextHop hop) {
    this.host = hop;
    return this;
  }

  /** TLS of the connection to the host. */
  public DeliveryLine tls(@Nullable Tls session) {
    this.tls = session;
    return this;
  }

  /**
   * The authenticator used towards the host, who we were, and who {@code AUTH=} of MAIL named as
   * the first sender.
   */
  public DeliveryLine authenticated(
      @Nullable String by, @Nullable String id, @Nullable String firstSender) {
    this.authenticator = by;
    this.authenticatedId = id;
    this.authenticatedSender = firstSender;
    return this;
  }

  /** Which extensions the recipient's commands used. */
  public DeliveryLine extensions(Set<String> used) {
    this.extensions = Set.copyOf(used);
    return this;
  }

  /** The host's reply to the end of data. */
  public DeliveryLine confirmation(@Nullable String reply) {
    this.confirmation = reply;
    return this;
  }

  /** The connection to the host; null without one. */
  public DeliveryLine sending(@Nullable SendingFacts facts) {
    this.sending = facts;
    return this;
  }

  /** Octets sent. */
  public DeliveryLine size(long octets) {
    this.size = octets;
    return this;
  }

  /** Time since the message came, and the time this delivery took. */
  public DeliveryLine times(@Nullable Duration onQueue, @Nullable Duration delivering) {
    this.queued = onQueue;
    this.took = delivering;
    return this;
  }

  /** What is sent to nowhere by a redirection passes its transport by. */
  private @Nullable String transport() {
    return "/dev/null".equals(address.file) ? "**bypassed**" : address.transportName;
  }

  /** The line of a delivery; {@code flag} is {@code =>}, {@code ->}, {@code >>} or {@code *>}. */
  public String delivered(String flag, Log log) {
    Fields fields = new Fields(log, flag + " " + AddressText.of(address, log, local && logAsLocal));
    queue(fields);
    sender(log, fields);
    fields.field("R", address.routerName).field("T", transport());
    fields.field("ST", address.shadow);
    if (size >= 0) {
      fields.field(LogSelector.DELIVERY_SIZE, "S", Long.toString(size));
    }
    host(log, fields);
    fields.tls(tls);
    fields.field("A", credentials(log));
    SendingFacts facts = sending;
    fields.flag(facts != null && facts.pipelined() && log.selects(LogSelector.PIPELINING), "L");
    fields.flag(extensions.contains("PRDR"), "PRDR");
    fields.flag(facts != null && facts.chunked(), "K");
    if (confirmation != null) {
      String shown = confirmation.substring(0, Math.min(1024, confirmation.length()));
      fields.field(LogSelector.SMTP_CONFIRMATION, "C", quoted(shown));
    }
    fields.duration(LogSelector.QUEUE_TIME, "QT", queued);
    return fields.duration(LogSelector.DELIVER_TIME, "DT", took).toString();
  }

  /** The line that follows a failure that nobody is told of. */
  public String ignored(Log log) {
    return AddressText.of(address, log, false) + ": error ignored";
  }

  /** The line of an address that goes nowhere: {@code => :blackhole: <address> R=router}. */
  public String discarded(Log log) {
    String word = address.filtered ? "discarded" : ":blackhole:";
    return new Fields(log, "=> " + word + " <" + address.original().address() + ">")
        .field("R", address.routerName)
        .toString();
  }

  /**
   * The line of a deferral.
   *
   * @param error Exim's error number: an errno, 0, or one of its own below zero
   * @param message what happened, or empty
   */
  public String deferred(int error, String message, Log log) {
    Fields fields = new Fields(log, "== " + AddressText.of(address, log, false));
    queue(fields);
    if (address.routerName == null) {
      fields.raw(" routing");
    } else {
      fields.field("R", address.routerName).field("T", transport());
    }
    fields.raw(" defer (" + error + ")");
    // An errno is told with its words, once: before the host, not again in the message.
    String words = SystemErrors.words(error);
    String rest = message;
    if (!words.isEmpty()) {
      fields.raw(": " + words);
      rest = message.startsWith(words) ? message.substring(words.length()) : message;
      rest = rest.startsWith(": ") ? rest.substring(2) : rest;
    }
    host(log, fields);
    fields.duration(LogSelector.DELIVER_TIME, "DT", took);
    fields.raw(rest.isEmpty() ? "" : ": " + rest);
    return fields.toString();
  }

  /** The line of a failure; the message may be empty. */
  public String failed(String message, Log log) {
    Fields fields = new Fields(log, "** " + AddressText.of(address, log, false));
    queue(fields);
    sender(log, fields);
    fields.field("R", address.routerName).field("T", transport());
    host(log, fields);
    fields.tls(tls);
    if (!message.isEmpty()) {
      fields.raw(": " + message);
    }
    return fields.duration(LogSelector.DELIVER_TIME, "DT", took).toString();
  }

  /**
   * The line that ends a message's life, with {@code QT=} when {@code queue_time_overall} is
   * selected.
   */
  public static void completed(@Nullable QueueId id, Duration onQueue, Log log) {
    log.main(
        id,
        new Fields(log, "Completed")
            .duration(LogSelector.QUEUE_TIME_OVERALL, "QT", onQueue)
            .toString());
  }

  private @Nullable String credentials(Log log) {
    if (authenticator == null || authenticatedId == null) {
      return authenticator;
    }
    boolean named = authenticatedSender != null && log.selects(LogSelector.SMTP_MAILAUTH);
    return authenticator + ":" + authenticatedId + (named ? ":" + authenticatedSender : "");
  }

  private void queue(Fields fields) {
    fields.field("Q", queue.isEmpty() ? null : queue);
  }

  private void sender(Log log, Fields fields) {
    if (sender != null) {
      fields.field(LogSelector.SENDER_ON_DELIVERY, "F", "<" + sender + ">");
    }
    if (returnPath != null) {
      fields.field(LogSelector.RETURN_PATH_ON_DELIVERY, "P", "<" + returnPath + ">");
    }
  }

  private void host(Log log, Fields fields) {
    if (host == null) {
      return;
    }
    fields.field("H", host.name());
    fields.flag(host.secure() && log.selects(LogSelector.DNSSEC), "DS");
    if (host.address() != null) {
      String port = port(host, log);
      fields.raw(
          " [" + host.address() + "]" + port + (sending != null && sending.again() ? "*" : ""));
    }
    fields.field(LogSelector.PROXY, "PRX", sending == null ? null : sending.proxy());
    if (log.selects(LogSelector.INCOMING_INTERFACE)
        && log.selects(LogSelector.OUTGOING_INTERFACE)) {
      fields.field("I", sending == null ? null : sending.from());
    }
  }

  /** The port with its colon, where {@code outgoing_port} asks for it. */
  public static String port(NextHop host, Log log) {
    return host.port() > 0 && log.selects(LogSelector.OUTGOING_PORT) ? ":" + host.port() : "";
  }

  private static String quoted(String reply) {
    return "\"" + reply.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
