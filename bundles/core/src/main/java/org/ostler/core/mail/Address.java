// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.Recipient;
import org.ostler.api.option.Settings;
import org.ostler.api.routing.Letter;
import org.ostler.api.routing.NextHop;
import org.ostler.api.text.Text;

/**
 * One address on its way through the routers: an envelope recipient, or what redirection made of
 * one. Confined to one thread at a time.
 */
public final class Address implements Addressee {
  private final String address;
  private final Recipient recipient;
  private final @Nullable Address parent;
  private String localPart;
  private final String domain;

  public String prefix = "";

  /** Whether its transport hands it on with prefix and suffix. */
  public boolean withAffixes;

  public String suffix = "";

  /** The variable part of a wildcarded prefix or suffix. */
  public String prefixVariable = "";

  public String suffixVariable = "";
  public @Nullable String routerName;

  /** The options of the router that has it in hand, or had it last; null before any. */
  public @Nullable Settings router;

  public @Nullable String transportName;

  /** {@code $address_data}. */
  public @Nullable Text addressData;

  /** {@code $self_hostname}. */
  public @Nullable String selfHostname;

  /** The authenticator that we used towards the host that took it, and who we were. */
  public @Nullable String authenticatedBy;

  public @Nullable String authenticatedTo;

  /** Whom {@code AUTH=} of MAIL named to it as the first sender. */
  public @Nullable String authenticatedSender;

  /** TLS of the connection on which the host took it or refused it; null in clear. */
  public @Nullable OutgoingTls tls;

  /** The connection to the last host that answered for it; null before there is one. */
  public @Nullable SendingFacts sending;

  public @Nullable Text localPartData;
  public @Nullable Text domainData;

  /** {@code $home}: from the user or {@code router_home_directory}. */
  public @Nullable String home;

  /** Whether the log has the local part alone once it is delivered. */
  public boolean logAsLocal;

  /** Whether what is done as the user is done with all its groups. */
  public boolean initgroups;

  /** How long nobody has looked into the mailbox that had no room for it; null when unknown. */
  public @Nullable Duration idle;

  /** Whether its deferral wants the message frozen. */
  public boolean freezes;

  /** Where a transport's commands run, null for the home directory. */
  public @Nullable String directory;

  /** What its command printed that the sender is to be told, or empty. */
  public String output = "";

  /** The shadow transport that took it too, and what was wrong there. */
  public @Nullable String shadow;

  /** {@code $local_user_uid}: that of the user whom {@code check_local_user} found. */
  public @Nullable String localUserUid;

  /** {@code $local_user_gid}. */
  public @Nullable String localUserGid;

  /** The local user to deliver as, null when none was set. */
  public @Nullable String user;

  public @Nullable String group;

  /** {@code errors_to}: where bounces go; null means the message's sender. */
  public @Nullable String errorsTo;

  public List<String> headersAdd = List.of();
  public List<String> headersRemove = List.of();
  public List<NextHop> hosts = new ArrayList<>();

  /** {@code fallback_hosts} of the router: tried when none of the hosts takes the message. */
  public List<String> fallbackHosts = List.of();

  /** {@code r_} variables by full name. */
  public final Map<String, Text> routerVariables = new TreeMap<>();

  /**
   * What tells this address from others of the message: duplicates and earlier deliveries are found
   * by it.
   */
  public String unique;

  /**
   * The router to begin with: after {@code unseen} or {@code redirect_router}; null means the
   * first.
   */
  public @Nullable String startRouter;

  /** The recipient at the top, of an address that a redirection made which is made once. */
  public @Nullable String onetimeParent;

  /** Whether this is the copy that goes on past a router with {@code unseen}, its parent. */
  public boolean goesOn;

  /** Whether a router with {@code unseen} took this address, so that a copy of it goes on. */
  public boolean goesOnAsCopy;

  /** Whether reports name the parent instead of this address ({@code hide_child_in_errmsg}). */
  public boolean hidden;

  /**
   * A file, directory or command of a redirection ({@code $address_file}, {@code $address_pipe}),
   * or null.
   */
  public @Nullable String file;

  /** The file or directory that its transport made of that; null before it did. */
  public @Nullable String filed;

  public @Nullable String pipe;

  /** The words of the command where a filter has expanded them; null otherwise. */
  public @Nullable List<Text> pipeWords;

  /** The letter that a filter answers with; null when it is not one. */
  public @Nullable Letter letter;

  /**
   * The directory of the configuration that remembers whom a Sieve filter answered; null when there
   * is none.
   */
  public @Nullable String vacationDirectory;

  /** The permissions that a filter wants its file to have; -1 for the transport's. */
  public int mode = -1;

  /** Whether nobody wants reports about it: {@code noerror} of a filter. */
  public boolean errorsIgnored;

  /** Whether it failed because its retry rules gave up, and not by anything that was said. */
  public boolean retryTimedOut;

  /** Whether a filter decided about it. */
  public boolean filtered;

  /** Why it fails although its redirection had other results; null when it does not. */
  public @Nullable String refusal;

  /** Why it waits although its redirection had other results; null when it does not. */
  public @Nullable String hold;

  public Address(String address, Recipient recipient, @Nullable Address parent) {
    this(address, recipient, parent, recipient(address).domain().toLowerCase(Locale.ROOT));
  }

  private Address(String address, Recipient recipient, @Nullable Address parent, String domain) {
    this.address = address;
    this.unique = address;
    this.recipient = recipient;
    this.parent = parent;
    this.localPart = recipient(address).localPart();
    this.domain = domain;
  }

  private static Recipient recipient(String address) {
    return new Recipient(address);
  }

  /** An address that is no recipient, with the letters of its domain as they are. */
  public static Address asWritten(String address) {
    Recipient whole = new Recipient(address);
    return new Address(address, whole, null, whole.domain());
  }

  /** Nobody's address, for what {@code $domain} shows outside any. */
  public static Address ofDomain(String domain) {
    String address = "@" + domain;
    return new Address(address, new Recipient(address), null, domain);
  }

  /** A recipient of the envelope. */
  public static Address of(Recipient recipient) {
    return new Address(recipient.address(), recipient, null);
  }

  @Override
  public String address() {
    return address;
  }

  /**
   * The address as it is handed on: without the affixes that its router took off, unless {@code
   * rcpt_include_affixes} asks for them.
   */
  public String handedOn() {
    int end = address.lastIndexOf('@') - suffix.length();
    boolean there =
        prefix.length() < end
            && address.regionMatches(true, 0, prefix, 0, prefix.length())
            && address.regionMatches(true, end, suffix, 0, suffix.length());
    return withAffixes || !there
        ? address
        : address.substring(prefix.length(), end) + address.substring(end + suffix.length());
  }

  @Override
  public String localPart() {
    return localPart;
  }

  /** Sets the local part that the routers see: lower-cased, affixes taken off. */
  public void localPart(String part) {
    this.localPart = part;
  }

  @Override
  public String domain() {
    return domain;
  }

  @Override
  public Recipient recipient() {
    return recipient;
  }

  /** Whether it is no address but a file, a command or a letter of a redirection. */
  public boolean isTarget() {
    return file != null || pipe != null || letter != null;
  }

  /** The address that was redirected to this one; null for a recipient of the envelope. */
  public @Nullable Address parent() {
    return parent;
  }

  /** The envelope recipient at the top. */
  public Address original() {
    Address top = this;
    for (Address up = parent; up != null; up = up.parent) {
      top = up;
    }
    return top;
  }

  @Override
  public @Nullable String routerName() {
    return routerName;
  }

  @Override
  public @Nullable String transportName() {
    return transportName;
  }
}
