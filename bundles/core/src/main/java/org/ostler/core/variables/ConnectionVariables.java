// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.variables;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.ConnectionId;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Situation;
import org.ostler.core.mail.TlsRemarks;

/** Variables of the connection. */
final class ConnectionVariables {
  private static final Pattern VERB =
      Pattern.compile("(?i)(MAIL\\s+FROM\\s*:|RCPT\\s+TO\\s*:|\\S+)");

  private ConnectionVariables() {}

  static Table table() {
    Table table = new Table();
    peer(table);
    ours(table);
    session(table);
    tls(table);
    return table;
  }

  private static void peer(Table table) {
    table
        .trusted("sender_host_address", s -> ip(s.peer().address()))
        .number("sender_host_port", s -> s.peer().port())
        .text("sender_host_name", ConnectionVariables::hostName)
        .tainted("sender_helo_name", s -> s.peer().heloName())
        .tainted("sender_fullhost", s -> fullHost(s.peer(), false))
        .tainted("sender_rcvhost", s -> receivedHost(s.peer()))
        .tainted("sender_ident", s -> s.peer().ident)
        .trusted("sender_helo_verified", s -> s.peer().heloVerified ? "yes" : "")
        .trusted("host_lookup_failed", s -> s.peer().hostLookupFailed ? "1" : "0")
        .trusted("host_lookup_deferred", s -> s.peer().hostLookupDeferred ? "1" : "0")
        .trusted("sender_host_dnssec", s -> s.peer().hostNameSigned ? "yes" : "no")
        .trusted("sender_helo_dnssec", s -> "no");
  }

  /** The name is looked up when something asks for it, once a connection. */
  private static @Nullable Text hostName(Situation situation) throws InterruptedException {
    String name = situation.peer().findHostName();
    return name == null ? null : Text.tainted(name, "$sender_host_name");
  }

  private static void ours(Table table) {
    for (String prefix : new String[] {"interface", "received_ip"}) {
      table
          .trusted(prefix + "_address", s -> ip(s.peer().localAddress()))
          .number(
              prefix.equals("interface") ? "interface_port" : "received_port",
              s -> s.peer().localAddress() == null ? -1 : s.peer().localPort());
    }
  }

  private static void tls(Table table) {
    for (String prefix : new String[] {"tls_in_", "tls_"}) {
      table
          .trusted(prefix + "cipher", s -> s.peer().tlsCipher)
          .text(prefix + "bits", s -> remark(s, "tls_in_bits", "0"))
          .text(prefix + "certificate_verified", s -> remark(s, TlsRemarks.VERIFIED, "0"))
          .text(prefix + "peerdn", s -> s.peer().remarks.get(TlsRemarks.PEER_DN))
          .text(prefix + "sni", s -> s.peer().remarks.get(TlsRemarks.SNI));
    }
    table
        .text("tls_in_cipher_std", s -> s.peer().remarks.get("tls_in_cipher_std"))
        .text("tls_in_ver", s -> s.peer().remarks.get("tls_in_ver"))
        .text("tls_in_ocsp", s -> remark(s, "tls_in_ocsp", "0"))
        .text("tls_in_resumption", s -> remark(s, "tls_in_resumption", "0"));
    for (String name : new String[] {"tls_in_ourcert", "tls_in_peercert"}) {
      String pem = name + TlsRemarks.PEM;
      table
          .trusted(name, s -> s.peer().remarks.containsKey(pem) ? "<cert>" : null)
          .text(pem, s -> s.peer().remarks.get(pem));
    }
  }

  private static Text remark(Situation situation, String name, String otherwise) {
    Text value = situation.peer().remarks.get(name);
    return value == null ? Text.of(otherwise) : value;
  }

  private static void session(Table table) {
    table
        .tainted("smtp_command", s -> s.peer().command)
        .tainted("smtp_command_argument", s -> argument(s.peer().command))
        .text("smtp_notquit_reason", s -> s.peer().remarks.get("smtp_notquit_reason"))
        .text("smtp_command_history", s -> s.peer().remarks.get("smtp_command_history"))
        .text(
            "smtp_count_at_connection_start", s -> remark(s, "smtp_count_at_connection_start", "0"))
        .text(ConnectionId.REMARK, s -> s.peer().remarks.get(ConnectionId.REMARK))
        .tainted("authenticated_id", s -> s.peer().authenticatedId)
        .tainted("authenticated_fail_id", s -> s.peer().authenticatedFailId)
        .trusted("authentication_failed", s -> s.peer().authenticationFailed ? "1" : "0")
        .trusted(
            "sender_host_authenticated",
            s -> s.authenticating != null ? s.authenticating : s.peer().authenticator)
        .text(
            Connection.AUTHENTICATION_MECHANISM,
            s -> s.peer().remarks.get(Connection.AUTHENTICATION_MECHANISM))
        .tainted("authenticated_sender", s -> s.envelope().authenticatedSender);
  }

  private static @Nullable String ip(@Nullable InetAddress address) {
    return address == null ? null : IpText.of(address);
  }

  /** What follows a verb, and the word that stands behind MAIL and RCPT. */
  private static @Nullable String argument(@Nullable String command) {
    if (command == null) {
      return null;
    }
    Matcher verb = VERB.matcher(command);
    return verb.lookingAt() ? command.substring(verb.end()).strip() : "";
  }

  /**
   * {@code name (helo) [address]} in Exim's forms: the HELO name is shown where it differs from the
   * host's.
   */
  static String fullHost(Connection peer, boolean withPort) {
    String address = ip(peer.address());
    if (address == null) {
      return "";
    }
    String bracketed = "[" + address + "]" + (withPort ? ":" + peer.port() : "");
    String helo = peer.heloName();
    String name = peer.hostName();
    boolean literal = helo != null && (helo.equals("[" + address + "]") || helo.equals(address));
    if (name == null) {
      return helo == null || literal ? bracketed : "(" + helo + ") " + bracketed;
    }
    boolean same = helo == null || literal || helo.equalsIgnoreCase(name);
    return name + (same ? " " : " (" + helo + ") ") + bracketed;
  }

  /** The host as the Received field shows it. */
  static @Nullable String receivedHost(Connection peer) {
    String address = ip(peer.address());
    if (address == null) {
      return null;
    }
    String helo = peer.heloName();
    boolean literal = helo == null || helo.equals("[" + address + "]") || helo.equals(address);
    String ident = peer.ident == null ? "" : " ident=" + peer.ident;
    String name = peer.hostName();
    if (name == null) {
      String inside = (literal ? "" : " helo=" + helo) + ident;
      return "[" + address + "]" + (inside.isEmpty() ? "" : " (" + inside.stripLeading() + ")");
    }
    boolean same = literal || name.equalsIgnoreCase(helo);
    return name + " ([" + address + "]" + (same ? "" : " helo=" + helo) + ident + ")";
  }
}
