// SPDX-License-Identifier: Apache-2.0
package org.ostler.queuefile;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.MailView;
import org.ostler.api.mail.Peer;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Content;

/** Gathers what is known about a message's reception, in the order in which Exim writes it. */
final class MessageFacts {
  // Lines of the file that have a variable of the language behind them; from outside, so tainted.
  private static final Map<String, String> VARIABLES = new LinkedHashMap<>();

  static {
    VARIABLES.put("host_auth", "sender_host_authenticated");
    VARIABLES.put("auth_id", "authenticated_id");
    VARIABLES.put("auth_sender", "authenticated_sender");
    VARIABLES.put("ident", "sender_ident");
    VARIABLES.put("tls_cipher", "tls_in_cipher");
    VARIABLES.put("tls_peerdn", "tls_in_peerdn");
    VARIABLES.put("tls_sni", "tls_in_sni");
    VARIABLES.put("tls_ver", "tls_in_ver");
  }

  private final List<SpoolFact> facts = new ArrayList<>();

  private MessageFacts() {}

  /** The variable behind a line of the file; null when there is none. */
  static @Nullable String variable(String fact) {
    return switch (fact) {
      case "helo_name" -> "sender_helo_name";
      case "host_name" -> "sender_host_name";
      case "received_protocol", "dsn_envid" -> fact;
      default -> VARIABLES.get(fact);
    };
  }

  static List<SpoolFact> of(MailView mail, Content content)
      throws IOException, InterruptedException {
    MessageFacts gathered = new MessageFacts();
    gathered.addPeer(mail.peer());
    for (Map.Entry<String, String> entry : VARIABLES.entrySet()) {
      gathered.addText(entry.getKey(), mail.variable(entry.getValue()));
    }
    gathered.facts.add(SpoolFact.word("received_protocol", mail.envelope().protocol()));
    gathered.addAclVariables(mail);
    gathered.addSizes(mail.headerFields(), content);
    gathered.facts.add(SpoolFact.flag("deliver_firsttime"));
    Text utf8 = mail.variable("message_smtputf8");
    if (utf8 != null && utf8.value().equals("yes")) {
      gathered.facts.add(SpoolFact.flag("smtputf8"));
    }
    return gathered.facts;
  }

  private void addPeer(Peer peer) {
    addText("helo_name", Text.of(peer.heloName() == null ? "" : peer.heloName()));
    addEndpoint("host_address", peer.address(), peer.port());
    addText("host_name", Text.of(peer.hostName() == null ? "" : peer.hostName()));
    addEndpoint("interface_address", peer.localAddress(), peer.localPort());
  }

  private void addEndpoint(String name, @Nullable InetAddress address, int port) {
    if (address != null) {
      facts.add(SpoolFact.tainted(name, "[" + readable(address) + "]:" + port));
    }
  }

  /**
   * RFC 5952 §4.2: the first of the longest runs of zero groups is shortened, which Java does not
   * do.
   */
  private static String readable(InetAddress address) {
    String literal = address.getHostAddress();
    int zone = literal.indexOf('%');
    String plain = zone < 0 ? literal : literal.substring(0, zone);
    for (int zeros = 8; zeros > 1 && address.getAddress().length == 16; zeros--) {
      Matcher run = Pattern.compile("(?<![^:])0(?::0){" + (zeros - 1) + "}(?![^:])").matcher(plain);
      if (run.find()) {
        String before = plain.substring(0, run.start());
        String after = plain.substring(run.end());
        return (before.isEmpty() ? ":" : before) + (after.isEmpty() ? ":" : after);
      }
    }
    return plain;
  }

  private void addText(String name, @Nullable Text value) {
    if (value != null && !value.isEmpty()) {
      facts.add(SpoolFact.tainted(name, value.value()));
    }
  }

  /** The numbered ones; a view does not tell which other names have values. */
  private void addAclVariables(MailView mail) throws InterruptedException {
    for (char scope : new char[] {'c', 'm'}) {
      for (int i = 0; i <= 9; i++) {
        Text value = mail.variable("acl_" + scope + i);
        if (value != null && !value.isEmpty()) {
          facts.add(
              SpoolFact.aclVariable(scope, Integer.toString(i), value.value(), value.isTainted()));
        }
      }
    }
  }

  private void addSizes(List<HeaderField> fields, Content content) throws IOException {
    LineCounter counter = new LineCounter();
    // The first Received field is this server's own: no line of it was received.
    boolean traced = !fields.isEmpty() && fields.getFirst().is("Received");
    for (HeaderField field : traced ? fields.subList(1, fields.size()) : fields) {
      counter.addLines(field.text());
    }
    try (InputStream body = content.body()) {
      byte[] buffer = new byte[64 << 10];
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        counter.add(buffer, length);
      }
    }
    facts.add(SpoolFact.number("body_linecount", counter.lines));
    facts.add(
        SpoolFact.number("max_received_linelength", Math.max(counter.longest, counter.current)));
    if (counter.zeros > 0) {
      facts.add(SpoolFact.number("body_zerocount", counter.zeros));
    }
  }

  private static final class LineCounter {
    private long lines;
    private long zeros;
    private long longest;
    private long current;

    void addLines(String text) {
      for (String line : text.split("\n", -1)) {
        longest = Math.max(longest, line.length());
      }
    }

    void add(byte[] octets, int length) {
      for (int i = 0; i < length; i++) {
        byte octet = octets[i];
        if (octet == '\n') {
          lines++;
          longest = Math.max(longest, current);
          current = 0;
        } else {
          current++;
          zeros += octet == 0 ? 1 : 0;
        }
      }
    }
  }
}
