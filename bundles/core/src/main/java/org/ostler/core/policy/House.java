// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.policy;

import java.util.List;
import java.util.Map;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.dns.Resolver;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.acl.AclServices;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Guard;
import org.ostler.core.deliver.Transport;
import org.ostler.core.log.Log;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.route.Compiler;
import org.ostler.core.route.RouterChain;
import org.ostler.core.route.Surroundings;
import org.ostler.core.route.TransportNames;
import org.ostler.core.variables.MailVariables;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.option.ValueCompiler;

/**
 * What a configuration is compiled into: the running house, or one without a spool for commands.
 */
public interface House {
  Contributions contributions();

  Guard guard();

  MailVariables variables();

  /** Where what goes on besides is told. */
  Log log();

  AclServices aclServices(
      ValueCompiler values, Environment environment, AddressVerifier verifier, HostTrace trace);

  /** What routers ask about the world; {@code transports} tells which transports there are. */
  Surroundings surroundings(
      Compiler compiler, Resolver resolver, TransportNames transports, Rewriter rewriter);

  /** Verifies by the routers, and by callout through the transports that send to other hosts. */
  AddressVerifier verifier(
      RouterChain routers, Map<String, Transport> transports, Resolver resolver);

  /** Core's own router drivers. */
  List<RouterDriver> routerDrivers(Surroundings surroundings);

  /** Core's own authenticator drivers. */
  List<AuthenticatorDriver> authenticatorDrivers(ExpansionCompiler expressions);

  /** Core's own transport drivers. */
  List<TransportDriver> transportDrivers(
      ExpansionCompiler expressions, Resolver resolver, List<Authenticator> authenticators);
}
