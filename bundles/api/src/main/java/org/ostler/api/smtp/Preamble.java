// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;

/**
 * What some hosts say before SMTP, and before TLS, to tell who is at the other end of them.
 * Stateless: what it finds out stands in slots of the connection. Called from many threads. When
 * its bundle is away or it throws, connections from its hosts are turned away with 421.
 */
@ConsumerType
public interface Preamble {
  /** Its name in messages. */
  String name();

  /** The option of the main part that lists the hosts whose connections begin with it. */
  Option<MatchList> hosts();

  /** The option of the main part that says how long the whole of it may take. */
  Option<Duration> timeout();

  /**
   * Reads it, and no octet more: what follows belongs to SMTP or TLS. The view has the host that
   * connected, and the message is empty. A timeout ({@link java.net.SocketTimeoutException}) and
   * the end of input are the preamble's to judge.
   */
  Answer read(Input input, MailView connection) throws IOException, InterruptedException;

  /** The connection's first octets. Of the calling thread, during the call. */
  @ProviderType
  interface Input {
    /**
     * The next octet; -1 at the end of input.
     *
     * @throws java.net.SocketTimeoutException when the time for the whole preamble is over
     */
    int read() throws IOException;
  }

  /** What it said. */
  sealed interface Answer {
    /** Somebody else is at the other end; from now on that is the peer. */
    record Peer(InetAddress address, int port) implements Answer {}

    /** The host that connected speaks for itself. */
    record Itself() implements Answer {}

    /** It is missing or wrong: every command but QUIT hears the reply. */
    record Refused(Reply reply) implements Answer {}
  }
}
