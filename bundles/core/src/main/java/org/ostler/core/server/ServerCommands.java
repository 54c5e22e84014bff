// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.mail.QueueId;
import org.ostler.api.spool.Draft;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.command.BatchCommand;
import org.ostler.core.command.DebugCommand;
import org.ostler.core.command.ExpandCommand;
import org.ostler.core.command.HostTestCommand;
import org.ostler.core.command.InformationCommand;
import org.ostler.core.command.MessageCommands;
import org.ostler.core.command.NoteCommand;
import org.ostler.core.command.OptionsCommand;
import org.ostler.core.command.QueueCountCommand;
import org.ostler.core.command.QueueListCommand;
import org.ostler.core.command.QueueRunCommand;
import org.ostler.core.command.RebuildCommand;
import org.ostler.core.command.RetryTestCommand;
import org.ostler.core.command.RewriteTestCommand;
import org.ostler.core.command.RouteTestCommand;
import org.ostler.core.command.SessionCommand;
import org.ostler.core.command.SubmitCommand;
import org.ostler.core.command.ToldCommand;
import org.ostler.core.command.VerifyCommand;
import org.ostler.core.command.VersionCommand;
import org.ostler.core.dns.ReverseLookup;
import org.ostler.core.mail.Controls;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicySource;
import org.ostler.core.queue.Intake;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueOperations;
import org.ostler.core.smtp.server.SessionRunner;
import org.ostler.core.smtp.server.SmtpServices;
import org.ostler.core.variables.HostFacts;

/**
 * The commands of a running server: they see the configuration in force, the queue and the
 * deliveries.
 */
final class ServerCommands {
  private ServerCommands() {}

  static List<Command> of(MailServer server, HostFacts host) {
    PolicySource current = complaints -> server.policy();
    InstantSource clock = InstantSource.system();
    MessageQueue queue = server.queue();
    QueueOperations operations =
        new QueueOperations(queue, server.deliverer(), ZoneId.systemDefault());
    List<Command> all = new ArrayList<>();
    all.add(ExpandCommand.over(current, queue));
    all.add(new VersionCommand(current, host, server::features));
    all.add(new RouteTestCommand(current));
    all.add(new VerifyCommand(current));
    all.add(new HostTestCommand(errors -> dry(server, errors)));
    all.add(new OptionsCommand(current));
    all.add(new RetryTestCommand(current));
    all.add(new RewriteTestCommand(current));
    all.add(new RebuildCommand(current));
    all.add(new InformationCommand(server::features));
    all.add(new NoteCommand(server.log()));
    all.add(new QueueListCommand(operations));
    all.add(new QueueCountCommand(operations));
    all.add(new QueueRunCommand(queue, () -> server.policy().main()));
    all.addAll(MessageCommands.of(operations, queue));
    all.add(new SubmitCommand(server::policy, queue, server.log(), clock));
    all.add(new BatchCommand(server::policy, queue, server.log(), clock));
    all.add(new SessionCommand(dispatch -> sessions(server, dispatch, clock), clock));
    return DebugCommand.with(
        all.stream().<Command>map(it -> new ToldCommand(it, server.log())).toList());
  }

  private static SessionRunner sessions(
      MailServer server, Consumer<Controls> dispatch, InstantSource clock) {
    MessageQueue queue = server.queue();
    return new SessionRunner(
        new SmtpServices(
            () -> server.policy().forSessions(),
            new Dispatched(queue, dispatch),
            server.log(),
            new ReverseLookup(
                    () -> server.policy().resolver(), () -> server.policy().main(), server.log())
                ::find,
            new EtrnRuns(queue, server.log()),
            clock,
            server.additions()));
  }

  /** Takes messages whose delivery begins when the command line says. */
  private record Dispatched(Intake intake, Consumer<Controls> dispatch) implements Intake {
    @Override
    public QueueId nextId() {
      return intake.nextId();
    }

    @Override
    public Draft begin(QueueId id) throws IOException {
      return intake.begin(id);
    }

    @Override
    public void accept(Situation situation, Draft draft) throws IOException, InterruptedException {
      dispatch.accept(situation.envelope().controls);
      intake.accept(situation, draft);
    }
  }

  /** The lists are compiled anew, since the trace goes to the person who asks. */
  private static @Nullable SessionRunner dry(MailServer server, Consumer<String> errors) {
    ScreenLog log = new ScreenLog(line -> errors.accept("LOG: " + line));
    HostTrace trace = HostTrace.on(errors);
    Policy policy =
        server
            .configurations()
            .read(
                server.place().configuration(),
                Map.of(),
                trace,
                problem -> errors.accept("ostler: " + problem));
    return policy == null
        ? null
        : DrySessions.runner(
            policy, log, trace, InstantSource.system(), server.additions().contributions());
  }
}
