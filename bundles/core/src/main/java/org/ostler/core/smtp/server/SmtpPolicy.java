// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.core.acl.AclRunner;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.deliver.Policy;
import org.ostler.core.mail.Situation;
import org.ostler.core.rewrite.Rewriter;

/** The part of one configuration that a session holds from its start to its end. */
public record SmtpPolicy(
    Settings main,
    Situation.Variables variables,
    AclRunner acls,
    AddressVerifier verifier,
    Rewriter rewriter,
    List<Authenticator> authenticators,
    List<PreambleWord> preambles,
    @Nullable Policy delivery) {
  /** One without authenticators and preambles, and without deliveries. */
  public SmtpPolicy(
      Settings main,
      Situation.Variables variables,
      AclRunner acls,
      AddressVerifier verifier,
      Rewriter rewriter) {
    this(main, variables, acls, verifier, rewriter, List.of(), List.of(), null);
  }
}
