// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Command;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.queue.Takeover;
import org.ostler.api.spool.Spool;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.deliver.Deliverer;
import org.ostler.core.deliver.Desk;
import org.ostler.core.dns.ReverseLookup;
import org.ostler.core.log.LogSettings;
import org.ostler.core.log.PeerText;
import org.ostler.core.mail.IpText;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.ClockZone;
import org.ostler.core.policy.LogOptions;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicyOptions;
import org.ostler.core.queue.LocalhostNumber;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueIds;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.queue.QueueRunMax;
import org.ostler.core.queue.QueueTakeover;
import org.ostler.core.report.AddedFields;
import org.ostler.core.report.Notice;
import org.ostler.core.report.OwnMail;
import org.ostler.core.report.Reports;
import org.ostler.core.retry.RetryHints;
import org.ostler.core.retry.RetryOptions;
import org.ostler.core.smtp.server.SmtpListener;
import org.ostler.core.smtp.server.SmtpServices;
import org.ostler.core.thread.Errand;
import org.ostler.core.transport.MailSubmitter;
import org.ostler.core.variables.HostFacts;
import org.ostler.core.variables.MailVariables;
import org.ostler.language.config.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: reads its configuration, receives, queues and delivers until it is closed.
 */
final class MailServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Place place;
  private final Supplier<@Nullable FeatureCatalog> catalog;
  private final HostFacts host;
  private final InstantSource clock = InstantSource.system();
  private final CurrentLog log;
  private final HintsFile hints;
  private final OwnMail ownMail;
  private final ServerHouse house;
  private final Configurations configurations;
  private final QueueIds ids;
  private final MessageQueue queue;
  private final RetryHints retryHints;
  private final Deliverer deliverer;
  private final ScheduledExecutorService ticker;
  private volatile Policy policy;
  private @Nullable SmtpListener listener;
  private @Nullable ConfigurationWatch watch;
  private @Nullable PidFile pidFile;

  MailServer(
      Place place,
      String version,
      Contributions contributions,
      Supplier<@Nullable FeatureCatalog> catalog,
      CurrentResolver resolver,
      Spool spool)
      throws IOException {
    this.place = place;
    this.catalog = catalog;
    this.log = new CurrentLog(LogOptions.standard(place.data(), clock));
    this.ids = new QueueIds(clock, spool.ids(), ProcessHandle.current().pid());
    this.queue = new MessageQueue(spool, ids, log, clock);
    queue.restraints().all(place.orders().restraint());
    this.host =
        new HostFacts(Place.hostName(), version, place.data(), place.configuration(), queue::count);
    this.hints = new HintsFile(place.data().resolve("db"));
    this.house = new ServerHouse(contributions, new MailVariables(host), log, hints, this::submit);
    this.configurations = new Configurations(house, catalog, resolver, place.orders());
    this.policy = first();
    applyNumber(policy);
    this.ownMail = new OwnMail(queue, clock, ZoneId.systemDefault());
    Files.createDirectories(place.data().resolve("db"));
    SecureRandom random = new SecureRandom(); // many threads share it
    this.retryHints =
        RetryHints.open(
            place.data().resolve("db/retry"),
            clock,
            random,
            policy.main().value(RetryOptions.RETRY_DATA_EXPIRE));
    AddedFields added = new AddedFields(new Features(house.contributions(), house.guard()));
    Reports reports = new Reports(ownMail, clock, random, ZoneId.systemDefault(), added, log);
    queue.whenFrozen(situation -> tellFrozen(situation, reports));
    Desk desk = new Desk(queue, () -> policy.forDelivery(), retryHints, reports, log, clock);
    this.deliverer =
        new Deliverer(
            desk,
            QueueRunMax.of(policy.main(), policy.situation()),
            work -> Errand.start("delivery", work));
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("queue-tick").factory());
  }

  private Policy first() throws IOException {
    List<Problem> problems = new ArrayList<>();
    Policy read =
        configurations.read(place.configuration(), Map.of(), HostTrace.NONE, problems::add);
    if (read == null) {
      throw new InvalidConfiguration(place.configuration(), problems);
    }
    applyZone(read, problem -> LOG.warn("{}", problem));
    applyLog(read, problem -> LOG.warn("{}", problem));
    house.contributions().grace(read.main().value(PolicyOptions.FEATURE_GRACE));
    return read;
  }

  /** {@code freeze_tell} for messages that a list froze on arrival. */
  private void tellFrozen(Situation situation, Reports reports) {
    Message message = situation.envelope();
    QueueId id = message.queueId();
    String to = policy.main().find(QueueOptions.FREEZE_TELL).orElse("");
    if (to.isBlank() || message.controls.freezeQuietly || id == null) {
      return;
    }
    ReversePath sender = message.sender();
    String text =
        "Message "
            + id.value()
            + " was frozen on arrival by ACL.\nThe sender is <"
            + (sender == null ? "" : sender.address())
            + ">.\n";
    try {
      Notice notice = new Notice(to, "Message frozen on arrival", text);
      reports.tell(id, message, notice, policy.situation(situation.peer(), message));
    } catch (IOException failed) {
      log.panic(id, "freeze_tell: the letter cannot be queued: " + failed.getMessage());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Queues an automatic reply. */
  private void submit(
      QueueId about,
      ReversePath sender,
      List<Recipient> recipients,
      List<HeaderField> fields,
      MailSubmitter.Body body)
      throws IOException, InterruptedException {
    ownMail.queue(about, sender, recipients, fields, body::writeTo, 0, policy.situation());
  }

  /** What features add to sessions. */
  Features additions() {
    return new Features(house.contributions(), house.guard());
  }

  List<Command> commands() {
    return ServerCommands.of(this, host);
  }

  /** The queue for mail of other servers. */
  Takeover takeover() {
    return new QueueTakeover(queue, (peer, message) -> policy.situation(peer, message), clock);
  }

  /** Receives and delivers from here on; says so on standard output. */
  void start() throws IOException {
    SmtpServices services =
        new SmtpServices(
            () -> policy.forSessions(),
            queue,
            log,
            new ReverseLookup(() -> policy.resolver(), () -> policy.main(), log)::find,
            new EtrnRuns(queue, log),
            clock,
            additions());
    SmtpListener opened = SmtpListener.open(services, place.orders().tlsOnConnect());
    listener = opened;
    // A port that is taken ends the start: not when half of the queue is under way already.
    queue.start(deliverer);
    ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    ticker.scheduleWithFixedDelay(new HeapUpkeep()::look, 250, 250, TimeUnit.MILLISECONDS);
    watch = new ConfigurationWatch(this::files, this::reload);
    pidFile = PidFile.write(policy);
    log.main(
        null,
        "ostler "
            + host.version()
            + " daemon started: pid="
            + ProcessHandle.current().pid()
            + ", listening for SMTP on "
            + opened.addresses().stream()
                .map(it -> PeerText.literal(it.getAddress(), it.getPort()))
                .collect(Collectors.joining(" ")));
    String console = System.getProperty("ostler.console", "");
    System.out.println(
        "ostler ready: smtp " + where(opened) + (console.isEmpty() ? "" : " console " + console));
  }

  /** An exception would end the ticking, and with it every delivery that waits. */
  private void tick() {
    try {
      queue.tick();
    } catch (RuntimeException bug) {
      LOG.error("the queue's tick broke", bug);
    }
  }

  private static String where(SmtpListener listener) {
    return listener.addresses().stream().map(MailServer::text).collect(Collectors.joining(" "));
  }

  private static String text(InetSocketAddress address) {
    String ip = IpText.of(address.getAddress());
    return (ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip) + ":" + address.getPort();
  }

  private Set<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    files.add(place.configuration());
    policy.text().main().stream()
        .filter(assignment -> assignment.position().line() > 0) // none of the command line
        .forEach(assignment -> files.add(Path.of(assignment.position().file())));
    policy
        .text()
        .acls()
        .values()
        .forEach(lines -> lines.forEach(line -> files.add(Path.of(line.position().file()))));
    policy.text().routers().forEach(block -> files.add(Path.of(block.position().file())));
    policy.text().transports().forEach(block -> files.add(Path.of(block.position().file())));
    return files;
  }

  /** Takes a changed configuration over, or keeps the one in force and says why. */
  private void reload() {
    List<Problem> problems = new ArrayList<>();
    Policy next =
        configurations.read(place.configuration(), Map.of(), HostTrace.NONE, problems::add);
    if (next == null) {
      problems.forEach(problem -> log.panic(null, "configuration not taken over: " + problem));
      return;
    }
    applyZone(next, problem -> log.panic(null, problem));
    applyLog(next, problem -> log.panic(null, problem));
    house.contributions().grace(next.main().value(PolicyOptions.FEATURE_GRACE));
    applyNumber(next);
    policy = next;
    log.main(null, "configuration " + place.configuration() + " taken over");
  }

  private void applyNumber(Policy from) {
    try {
      ids.host(LocalhostNumber.of(from.main(), from.situation()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void applyZone(Policy from, Consumer<String> complaints) {
    try {
      ClockZone.apply(from.main());
    } catch (InvalidArgument invalid) {
      complaints.accept(String.valueOf(invalid.getMessage()));
    }
  }

  private void applyLog(Policy from, Consumer<String> complaints) {
    try {
      LogSettings settings = LogOptions.settings(from.main(), logPath(from), place.data(), clock);
      log.change(settings);
    } catch (InvalidArgument invalid) {
      complaints.accept(String.valueOf(invalid.getMessage()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static String logPath(Policy from) throws InvalidArgument, InterruptedException {
    var path = from.main().find(LogOptions.LOG_FILE_PATH);
    if (path.isEmpty()) {
      return "";
    }
    return switch (path.get().expand(from.situation())) {
      case Expansion.Value value -> value.text().value();
      case Expansion.ForcedFailure ignored -> "";
      case Expansion.Failed failed ->
          throw new InvalidArgument("log_file_path: " + failed.message());
      case Expansion.Deferred deferred ->
          throw new InvalidArgument("log_file_path: " + deferred.message());
    };
  }

  Policy policy() {
    return policy;
  }

  java.util.Set<String> features() {
    FeatureCatalog features = catalog.get();
    return features == null ? house.contributions().features() : features.installed();
  }

  MessageQueue queue() {
    return queue;
  }

  Deliverer deliverer() {
    return deliverer;
  }

  CurrentLog log() {
    return log;
  }

  Configurations configurations() {
    return configurations;
  }

  Place place() {
    return place;
  }

  @Override
  public void close() throws Exception {
    if (watch != null) {
      watch.close();
    }
    if (pidFile != null) {
      pidFile.close();
    }
    if (listener != null) {
      listener.drain(PATIENCE);
    }
    queue.stop();
    ticker.shutdownNow();
    deliverer.drain(PATIENCE);
    house.close();
    retryHints.close();
    hints.close();
    log.main(null, "ostler " + host.version() + " daemon stopped");
    log.close();
  }
}
