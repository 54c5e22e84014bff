// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.dns.Resolver;
import org.ostler.api.routing.RouterDriver;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.acl.AclServices;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.acl.Delays;
import org.ostler.core.acl.Hints;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.auth.Authenticator;
import org.ostler.core.auth.CramMd5Driver;
import org.ostler.core.auth.DovecotDriver;
import org.ostler.core.auth.ExternalDriver;
import org.ostler.core.auth.GsaslDriver;
import org.ostler.core.auth.PlaintextDriver;
import org.ostler.core.auth.TlsDriver;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Guard;
import org.ostler.core.deliver.MailboxRoom;
import org.ostler.core.deliver.Transport;
import org.ostler.core.log.Log;
import org.ostler.core.policy.House;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.route.AcceptRouter;
import org.ostler.core.route.Compiler;
import org.ostler.core.route.DnslookupRouter;
import org.ostler.core.route.IpliteralRouter;
import org.ostler.core.route.LocalHosts;
import org.ostler.core.route.ManualrouteRouter;
import org.ostler.core.route.QueryprogramRouter;
import org.ostler.core.route.QuotaVerification;
import org.ostler.core.route.RedirectRouter;
import org.ostler.core.route.Room;
import org.ostler.core.route.RouterChain;
import org.ostler.core.route.RoutingVerifier;
import org.ostler.core.route.Surroundings;
import org.ostler.core.route.TransportNames;
import org.ostler.core.route.Users;
import org.ostler.core.smtp.client.IdleConnections;
import org.ostler.core.smtp.client.LmtpTransport;
import org.ostler.core.smtp.client.SmtpCallout;
import org.ostler.core.smtp.client.SmtpTransport;
import org.ostler.core.transport.FileTransport;
import org.ostler.core.transport.MailSubmitter;
import org.ostler.core.transport.PipeTransport;
import org.ostler.core.transport.ReplyTransport;
import org.ostler.core.variables.MailVariables;
import org.ostler.language.expansion.Environment;
import org.ostler.language.expansion.ExpansionCompiler;
import org.ostler.language.expansion.Privilege;
import org.ostler.language.option.ValueCompiler;

/**
 * What configurations are compiled into; shared by all of them, so that connections and hints
 * outlive a reload.
 */
final class ServerHouse implements House, AutoCloseable {
  private final Contributions contributions;
  private final Guard guard;
  private final MailVariables variables;
  private final Log log;
  private final Hints hints;
  private final MailSubmitter submitter;
  private final InstantSource clock = InstantSource.system();

  /** Shared by all threads, which the generator of one thread must not be. */
  private final SecureRandom random = new SecureRandom();

  private final LocalHosts localHosts = LocalHosts.ofMachine();
  private final Users users = Users.ofHost();
  private final IdleConnections connections = new IdleConnections();
  private final FileTransport files;

  ServerHouse(
      Contributions contributions,
      MailVariables variables,
      Log log,
      Hints hints,
      MailSubmitter submitter) {
    this.contributions = contributions;
    this.guard = new Guard(log);
    this.variables = variables;
    this.log = log;
    this.hints = hints;
    this.submitter = submitter;
    this.files = new FileTransport(submitter);
  }

  @Override
  public Contributions contributions() {
    return contributions;
  }

  @Override
  public Guard guard() {
    return guard;
  }

  @Override
  public MailVariables variables() {
    return variables;
  }

  @Override
  public Log log() {
    return log;
  }

  @Override
  public AclServices aclServices(
      ValueCompiler values, Environment environment, AddressVerifier verifier, HostTrace trace) {
    return new AclServices(
        values,
        environment,
        new AclFeatures(contributions, guard),
        verifier,
        log,
        hints,
        Delays.OF_SESSION,
        trace);
  }

  @Override
  public Surroundings surroundings(
      Compiler compiler, Resolver resolver, TransportNames transports, Rewriter rewriter) {
    return new Surroundings(
        resolver,
        localHosts,
        users,
        clock,
        random,
        compiler,
        log,
        new QueuedNotices(submitter, log),
        transports,
        rewriter);
  }

  @Override
  public AddressVerifier verifier(
      RouterChain routers, Map<String, Transport> transports, Resolver resolver) {
    SmtpCallout callout =
        new SmtpCallout(
            name ->
                Optional.ofNullable(transports.get(name))
                    .filter(Transport::remote)
                    .map(Transport::settings),
            resolver,
            connections,
            new Features(contributions, guard),
            hints,
            clock,
            log);
    Room room = new MailboxRoom(transports);
    return new RoutingVerifier(routers, callout, new QuotaVerification(room, hints, clock));
  }

  @Override
  public List<RouterDriver> routerDrivers(Surroundings surroundings) {
    return List.of(
        new AcceptRouter(),
        new DnslookupRouter(surroundings),
        new IpliteralRouter(surroundings),
        new ManualrouteRouter(surroundings),
        new QueryprogramRouter(surroundings),
        new RedirectRouter(surroundings));
  }

  @Override
  public List<AuthenticatorDriver> authenticatorDrivers(ExpansionCompiler expressions) {
    return List.of(
        new PlaintextDriver(expressions::compile),
        new CramMd5Driver(() -> Long.toUnsignedString(random.nextLong()), clock),
        new ExternalDriver(),
        new TlsDriver(),
        new DovecotDriver(),
        new GsaslDriver(this::unforeseen, clock));
  }

  private byte[] unforeseen() {
    byte[] octets = new byte[18];
    random.nextBytes(octets);
    return octets;
  }

  @Override
  public List<TransportDriver> transportDrivers(
      ExpansionCompiler expressions, Resolver resolver, List<Authenticator> authenticators) {
    return List.of(
        new SmtpTransport(
            resolver, connections, new Features(contributions, guard), authenticators, log),
        new LmtpTransport(connections, expressions::compile),
        files.anew(),
        new PipeTransport(expressions::compile, log),
        new ReplyTransport(
            submitter,
            expressions::compile,
            expressions.without(EnumSet.allOf(Privilege.class))::compile,
            clock));
  }

  @Override
  public void close() {
    connections.close();
  }
}
