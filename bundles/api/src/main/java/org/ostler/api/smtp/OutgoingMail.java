// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.smtp;

import java.net.InetAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.ostler.api.list.MatchList;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;

/** A transaction that our client is about to begin with a server that it has greeted. */
@ProviderType
public interface OutgoingMail {
  /**
   * Ends what a sender asked to be told at a router: the next hop is not asked to tell it. A
   * feature brings the option into the language.
   */
  Option<Boolean> LAST_HOP = Option.bool("dsn_lasthop", false);

  /** The message. */
  MailView mail();

  /** The options of the transport. */
  Settings transport();

  /** The server's address. */
  InetAddress server();

  /** Who the message is for in this transaction, one or more. */
  List<Addressee> addressees();

  /** The options of the router that accepted an addressee; the main ones when there was none. */
  Settings router(Addressee addressee);

  /** Whether the server offers a keyword, written in upper case. */
  boolean offers(String keyword);

  /** Whether a host list of the transport has the server; one that cannot be told now has not. */
  boolean matches(Option<MatchList> hosts) throws InterruptedException;

  /** {@code RET} as received: {@code FULL}, {@code HDRS} or empty. */
  String dsnReturn();

  /** {@code ENVID} as received, xtext, or empty. */
  String dsnEnvelopeId();
}
