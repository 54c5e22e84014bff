// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Phase;
import org.ostler.api.dns.DnssecWitness;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Slot;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;
import org.ostler.language.expansion.Registers;
import org.ostler.language.expansion.Scope;

/**
 * The view that expansions, access control lists, routers and transports have: one connection, one
 * message, and the address in hand. Confined to one thread; {@link #with(Address)} makes a view of
 * another address.
 */
public final class Situation implements AclView, Scope, DnssecWitness {
  private final Variables variables;
  private final Settings settings;
  private final Connection connection;
  private final Registers registers;
  private final Findings findings;
  private Message message;
  private @Nullable Address address;

  /** The list that runs; {@code NOT_SMTP} outside lists. */
  public Phase phase = Phase.NOT_SMTP;

  /** The host that a transport talks to, for {@code $host} and {@code $host_address}. */
  public @Nullable NextHop hop;

  /**
   * Our end of the connection to that host, for {@code $sending_ip_address} and {@code
   * $sending_port}; its port is 0 before there is a connection. Null without one. Asked when it is
   * wanted, since to find it before there is a connection takes calls of the system.
   */
  public Supplier<@Nullable InetSocketAddress> ownEnd = () -> null;

  /** TLS towards that host, for {@code $tls_out_...}; null without. */
  public @Nullable OutgoingTls tlsOut;

  /** The authenticator that has just failed, while that is told; null at any other time. */
  public @Nullable String authenticating;

  /** Whether nothing is kept and nothing delayed: {@code -bh}, {@code -be}. */
  public boolean dry;

  /** Whether routing is for a delivery, not for a test or a verification. */
  public boolean delivering;

  /** How deep the list that runs was called by other lists; 0 outside lists. */
  public int listDepth;

  /**
   * The logs that hear of a refusal by the list that runs or ran last: {@code log_reject_target}.
   */
  public Set<RefusalLog> refusalLogs = EnumSet.of(RefusalLog.MAIN, RefusalLog.REJECT);

  public Situation(Variables variables, Settings settings, Connection connection, Message message) {
    this(variables, settings, connection, message, new Registers(), new Findings());
  }

  private Situation(
      Variables variables,
      Settings settings,
      Connection connection,
      Message message,
      Registers registers,
      Findings findings) {
    this.variables = variables;
    this.settings = settings;
    this.connection = connection;
    this.message = message;
    this.registers = registers;
    this.findings = findings;
  }

  /** The same connection and message with another address in hand and registers of its own. */
  public Situation with(@Nullable Address other) {
    Situation copy =
        new Situation(variables, settings, connection, message, new Registers(), findings);
    copy.address = other;
    if (other != null) {
      // What the router found out about the address is what its transport may name files by.
      copy.registers.localPartData = other.localPartData;
      copy.registers.domainData = other.domainData;
    }
    copy.phase = phase;
    copy.hop = hop;
    copy.ownEnd = ownEnd;
    copy.tlsOut = tlsOut;
    copy.dry = dry;
    copy.delivering = delivering;
    copy.refusalLogs = refusalLogs;
    copy.listDepth = listDepth;
    return copy;
  }

  @Override
  public Connection peer() {
    return connection;
  }

  @Override
  public Message envelope() {
    return message;
  }

  /** Drops the message in hand for a fresh one: RSET, a new HELO, the end of a transaction. */
  public void message(Message next) {
    this.message = next;
    this.address = null;
    registers.files.forget();
  }

  @Override
  public List<HeaderField> headerFields() {
    return message.headerFields();
  }

  @Override
  public @Nullable Address addressee() {
    return address;
  }

  public void addressee(@Nullable Address next) {
    this.address = next;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Phase phase() {
    return phase;
  }

  @Override
  public void peerNames(List<String> names, boolean later, String why) {
    connection.hostNameLookedUp = true;
    connection.hostLookupDeferred = later;
    connection.hostLookupFailed = names.isEmpty() && !later;
    connection.hostLookupMessage = why;
    if (!names.isEmpty()) {
      connection.hostName(names.getFirst());
    }
  }

  @Override
  public boolean isPeerNameless() {
    return connection.hostLookupFailed;
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public void lookupAuthenticated(boolean authenticated) {
    registers.lookupAuthenticated = authenticated ? "yes" : "no";
  }

  @Override
  public void lookupUnasked() {
    registers.lookupAuthenticated = "";
  }

  public Findings findings() {
    return findings;
  }

  @Override
  @SuppressWarnings("unchecked") // a slot is the key of values of its own type only
  public <T> T value(Slot<T> slot) {
    Map<Slot<?>, Object> slots =
        slot.scope() == Slot.Scope.CONNECTION ? connection.slots() : message.slots();
    Object known = slots.get(slot);
    return (T) (known != null ? known : slots.computeIfAbsent(slot, key -> key.initial().get()));
  }

  @Override
  public @Nullable Text variable(String name) throws InterruptedException {
    return variables.value(name, this);
  }

  /** Where events about this mail are told. */
  public Events events() {
    return variables.events();
  }

  /** The same configuration with no message in hand: for what a connection does on its own. */
  public Situation bare() {
    Instant now = Instant.now();
    Situation bare =
        new Situation(variables, settings, new Connection(null, 0, null, 0, now), new Message(now));
    bare.hop = hop;
    bare.ownEnd = ownEnd;
    bare.tlsOut = tlsOut;
    return bare;
  }

  /** The same configuration with another message in hand, that came over another connection. */
  public Situation over(Connection other, Message another) {
    return new Situation(variables, settings, other, another);
  }

  /** What the configuration lets a view know: variables by name, and who hears events. */
  @FunctionalInterface
  public interface Variables {
    @Nullable Text value(String name, Situation situation) throws InterruptedException;

    /** Where events are told. */
    default Events events() {
      return Events.UNHEARD;
    }
  }
}
