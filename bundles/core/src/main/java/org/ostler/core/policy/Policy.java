// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ostler.api.dns.Resolver;
import org.ostler.api.feature.WordsInUse;
import org.ostler.api.option.Settings;
import org.ostler.core.acl.AclEvaluator;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.deliver.Transport;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.retry.RetryRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.route.RouterChain;
import org.ostler.core.smtp.server.PreambleWord;
import org.ostler.core.smtp.server.SmtpPolicy;
import org.ostler.language.config.ConfigurationText;
import org.ostler.language.expansion.ExpansionCompiler;

/**
 * One configuration, compiled whole. Immutable; a session or a delivery holds the one it began with
 * to its end.
 *
 * @param file where it was read from
 * @param text the file taken apart, for {@code -bP}
 * @param main the main options
 * @param expressions compiles strings met at run time
 * @param variables reads variables by name
 * @param acls the access control lists
 * @param verifier verifies addresses by the routers
 * @param routers the router chain
 * @param transports by name
 * @param authenticators in order
 * @param retry the retry section
 * @param rewriter the rewrite section
 * @param resolver DNS as this configuration wants it
 * @param shown what {@code -bP} prints
 * @param preambles what connections may have to begin with
 * @param uses the words that features may have brought
 */
public record Policy(
    Path file,
    ConfigurationText text,
    Settings main,
    ExpansionCompiler expressions,
    Situation.Variables variables,
    AclEvaluator acls,
    AddressVerifier verifier,
    RouterChain routers,
    Map<String, Transport> transports,
    List<Authenticator> authenticators,
    RetryRules retry,
    Rewriter rewriter,
    Resolver resolver,
    Shown shown,
    List<PreambleWord> preambles,
    List<WordsInUse.Use> uses) {
  public Policy {
    transports = Map.copyOf(transports);
    authenticators = List.copyOf(authenticators);
  }

  /**
   * A view with nothing in hand: for {@code -be}, and options that are expanded outside any
   * session.
   */
  public Situation situation() {
    Instant now = Instant.now();
    return situation(new Connection(null, 0, null, 0, now), new Message(now));
  }

  /** The part that deliveries hold. */
  public org.ostler.core.deliver.Policy forDelivery() {
    return new org.ostler.core.deliver.Policy(main, routers, transports, retry, variables);
  }

  /** The part that sessions hold. */
  public SmtpPolicy forSessions() {
    return new SmtpPolicy(
        main, variables, acls, verifier, rewriter, authenticators, preambles, forDelivery());
  }

  public Situation situation(Connection connection, Message message) {
    return new Situation(variables, main, connection, message);
  }
}
