// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Peer;
import org.ostler.api.mail.Slot;
import org.ostler.api.text.Text;

/**
 * The facts of one session with the other end, from connect to close. Confined to the session's
 * thread; a delivery makes one anew from what the spool remembers.
 */
public final class Connection implements Peer {
  private @Nullable InetAddress address;
  private int port;
  private final @Nullable InetAddress localAddress;
  private final int localPort;
  private final Instant since;
  private @Nullable String addressText;
  private @Nullable String heloName;
  private @Nullable String hostName;
  private final Map<Slot<?>, Object> slots = new HashMap<>();

  /** {@code acl_c} variables by full name. */
  public final Map<String, Text> aclVariables = new TreeMap<>();

  /**
   * Named facts that variables show and that nothing decides on, such as {@code
   * smtp_notquit_reason}.
   */
  public final Map<String, Text> remarks = new HashMap<>();

  /** Finds the host's name when something asks for it; null where nobody does. */
  public @Nullable NameSearch nameSearch;

  /** {@code control = debug}: who listens to the rest of the session; null for nobody. */
  public @Nullable Debugging debugging;

  /** Hears what {@code debug_print} of routers says; null where nobody does. */
  public @Nullable Consumer<String> debugOutput;

  /** Sets the octet of the IP header that routers give precedence by; null where there is none. */
  public @Nullable IntConsumer trafficClass;

  /** Sends the replies that wait for the peer; null where nobody waits. */
  public @Nullable Output output;

  /** Whether a local program may name addresses without a domain. */
  public boolean unqualified = true;

  /** Whether TLS comes before anything is said, whatever port it is. */
  public boolean tlsOnConnect;

  /** The remark with the name of the mechanism by which the peer authenticated, such as PLAIN. */
  public static final String AUTHENTICATION_MECHANISM = "sender_host_auth_mechanism";

  /** The remark with the directory in which the command behind it was called. */
  public static final String INITIAL_DIRECTORY = "initial_cwd";

  /** Whether the reverse lookup was tried; then {@link #hostName()} is final. */
  public boolean hostNameLookedUp;

  /** Whether the peer's name and the address of that name were DNSSEC-validated. */
  public boolean hostNameSigned;

  /** The reverse lookup failed for good; shown as {@code $host_lookup_failed}. */
  public boolean hostLookupFailed;

  /** The reverse lookup could not be completed; shown as {@code $host_lookup_deferred}. */
  public boolean hostLookupDeferred;

  /** What was wrong with the name that was found, in brackets after a blank; empty when nothing. */
  public String hostLookupMessage = "";

  /** Whether the name in HELO was shown to belong to the peer. */
  public boolean heloVerified;

  /** What the log tells of PIPELINING; followed where {@code log_selector} asks for it. */
  public Pipelining pipelining = Pipelining.NONE;

  /** Whether EHLO was used. */
  public boolean esmtp;

  /** The RFC 1413 ident or the login name of a local user. */
  public @Nullable String ident;

  public @Nullable String authenticatedId;
  public @Nullable String authenticator;

  /** Whether the last AUTH command failed: {@code $authentication_failed}. */
  public boolean authenticationFailed;

  /** Who the last AUTH command that failed was about: {@code $authenticated_fail_id}. */
  public @Nullable String authenticatedFailId;

  /** {@code control = allow_auth_unadvertised}: AUTH may be used whatever was offered. */
  public boolean authUnadvertised;

  /** The cipher of the session, null without TLS. */
  public @Nullable String tlsCipher;

  /** Whether the session comes from a local program ({@code -bs}, {@code -bm}). */
  public boolean local;

  /**
   * {@code control = enforce_sync} or {@code no_enforce_sync}; null leaves it to {@code
   * smtp_enforce_sync}.
   */
  public @Nullable Boolean enforceSync;

  /** {@code control = no_pipelining}: PIPELINING is not offered. */
  public boolean noPipelining;

  /** {@code control = no_multiline_responses}: replies but that to EHLO have one line. */
  public boolean noMultilineReplies;

  /** Whether the local user may say who sends: nothing shows that somebody else typed it. */
  public boolean trusted;

  /** The full name of the local user as a phrase, for a From field that is added; null for none. */
  public @Nullable String originatorName;

  /**
   * The named queue of the messages that come over it, which {@code queue =} of a list or the
   * command line chose; empty for the usual one. Of a message in the queue, its own.
   */
  public String queueName = "";

  /** A message that came over it was held back for the load, and so are those after it. */
  public boolean queueLatched;

  /** Sessions over sockets when this one began, itself among them; 0 when it is none of them. */
  public int sessionsAtStart;

  /** Messages whose reception began over it. */
  public int messagesReceived;

  /** The proxy that brought the connection and told who the peer is; null for none. */
  public @Nullable InetAddress proxy;

  /** The command line last read, for {@code $smtp_command}. */
  public @Nullable String command;

  public Connection(
      @Nullable InetAddress address,
      int port,
      @Nullable InetAddress localAddress,
      int localPort,
      Instant since) {
    this.address = address;
    this.port = port;
    this.localAddress = localAddress;
    this.localPort = localPort;
    this.since = since;
  }

  /** Somebody else than it seemed is at the other end: what was found out is forgotten. */
  public void comesFrom(@Nullable InetAddress other, int otherPort) {
    address = other;
    addressText = null;
    port = otherPort;
    hostName = null;
    hostNameLookedUp = false;
    hostNameSigned = false;
    hostLookupFailed = false;
    hostLookupDeferred = false;
    hostLookupMessage = "";
    // Lists remember whom they had: that was somebody else.
    slots.keySet().removeIf(slot -> !slot.isLasting());
  }

  /**
   * The same in the middle of a session, which begins anew: what the other end said, and what lists
   * made of it, was about somebody else. Who has authenticated is not touched.
   */
  public void beginsAnew(@Nullable InetAddress other, int otherPort) {
    comesFrom(other, otherPort);
    heloName = null;
    heloVerified = false;
    esmtp = false;
    ident = null;
    aclVariables.clear();
    authUnadvertised = false;
    enforceSync = null;
    noPipelining = false;
    noMultilineReplies = false;
    queueName = "";
  }

  @Override
  public @Nullable InetAddress address() {
    return address;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public @Nullable String heloName() {
    return heloName;
  }

  public void heloName(@Nullable String name) {
    this.heloName = name;
  }

  @Override
  public @Nullable String hostName() {
    return hostName;
  }

  public void hostName(@Nullable String name) {
    this.hostName = name;
  }

  @Override
  public @Nullable InetAddress localAddress() {
    return localAddress;
  }

  @Override
  public int localPort() {
    return localPort;
  }

  /** The address as log lines and lists have it; null for mail that came over no network. */
  public @Nullable String addressText() {
    if (addressText == null && address != null) {
      addressText = IpText.of(address);
    }
    return addressText;
  }

  /** The host's name, looked up now unless that was tried already. */
  public @Nullable String findHostName() throws InterruptedException {
    NameSearch search = nameSearch;
    if (hostName == null && address != null && !hostNameLookedUp && search != null) {
      search.find(this);
    }
    return hostName;
  }

  /** Whether the peer may send commands before their replies (RFC 2920), and whether it did. */
  public enum Pipelining {
    NONE,
    OFFERED,
    USED
  }

  /** Sends what is written so far. */
  @FunctionalInterface
  public interface Output {
    void flush() throws IOException;
  }

  /** Notes the name of a connection, or why there is none. Blocks on DNS. */
  @FunctionalInterface
  public interface NameSearch {
    void find(Connection connection) throws InterruptedException;
  }

  /** When the connection began. */
  public Instant since() {
    return since;
  }

  Map<Slot<?>, Object> slots() {
    return slots;
  }
}
