// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.smtp.Reply;
import org.ostler.api.text.Text;
import org.ostler.core.log.LogSelector;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;

/** Lets a connection in, or turns it away because there are too many. */
final class Admission {
  private final SmtpServices services;
  private final ConnectionLimits limits = new ConnectionLimits();

  Admission(SmtpServices services) {
    this.services = services;
  }

  int open() {
    return limits.open();
  }

  void admit(Socket socket, SocketLink link, Connection connection, SessionRunner runner)
      throws IOException, InterruptedException {
    InetAddress host = socket.getInetAddress();
    ConnectionLimits.Count others = limits.enter(host);
    try {
      SmtpPolicy policy = services.policy().get();
      connection.remarks.put(
          "smtp_count_at_connection_start", Text.of(String.valueOf(others.inAll() + 1)));
      socket.setTcpNoDelay(policy.main().value(SmtpOptions.TCP_NODELAY));
      socket.setKeepAlive(policy.main().value(SmtpOptions.SMTP_ACCEPT_KEEPALIVE));
      connection.sessionsAtStart = others.inAll() + 1;
      Optional<Long> load = overload(policy);
      if (isFull(policy, others)) {
        refuse(
            socket,
            connection,
            "Too many concurrent SMTP connections; please try again later.",
            "too many connections");
      } else if (load.isPresent()) {
        refuse(
            socket,
            connection,
            "Too much load; please try again later.",
            "load average = " + Crowd.text(load.get()));
      } else if (isFullForHost(policy, connection, others)) {
        refuse(
            socket,
            connection,
            "Too many concurrent SMTP connections from this IP address; please try again later.",
            "too many connections from that IP address");
      } else {
        runner.run(link, connection, false);
      }
    } finally {
      limits.leave(host);
    }
  }

  private static boolean isFull(SmtpPolicy policy, ConnectionLimits.Count others) {
    int most = policy.main().value(SmtpOptions.SMTP_ACCEPT_MAX);
    return most > 0 && others.inAll() >= most;
  }

  /** The load that nobody may come in with; where there are reserved hosts, the session asks. */
  private static Optional<Long> overload(SmtpPolicy policy) {
    return policy.main().find(TrafficOptions.SMTP_RESERVE_HOSTS).isPresent()
        ? Optional.empty()
        : Crowd.overload(policy.main());
  }

  private Situation situation(SmtpPolicy policy, Connection connection) {
    return new Situation(
        policy.variables(), policy.main(), connection, new Message(connection.since()));
  }

  private boolean isFullForHost(
      SmtpPolicy policy, Connection connection, ConnectionLimits.Count others)
      throws InterruptedException {
    Expandable limit = policy.main().find(SmtpOptions.SMTP_ACCEPT_MAX_PER_HOST).orElse(null);
    if (limit == null) {
      return false;
    }
    Expansion expanded = limit.expand(situation(policy, connection));
    try {
      if (expanded instanceof Expansion.Value it) {
        long most = it.text().value().isBlank() ? 0 : Quantity.number(it.text().value().strip());
        return most > 0 && others.fromHost() >= most;
      }
    } catch (NumberFormatException _) {
      // Told below, like every other value that makes no sense.
    }
    services
        .log()
        .panic(
            null,
            "expansion of smtp_accept_max_per_host failed for "
                + new PeerWords(connection, services.log()).plain()
                + ": "
                + limit.source());
    return false;
  }

  private void refuse(Socket socket, Connection connection, String text, String why)
      throws IOException {
    if (services.log().selects(LogSelector.CONNECTION_REJECT)) {
      services
          .log()
          .main(
              null,
              "Connection from "
                  + new PeerWords(connection, services.log()).plain()
                  + " refused: "
                  + why);
    }
    socket
        .getOutputStream()
        .write(Reply.of(421, text).wire().getBytes(StandardCharsets.ISO_8859_1));
  }
}
