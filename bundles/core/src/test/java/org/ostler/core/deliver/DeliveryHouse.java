// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.Recipient;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.routing.NextHop;
import org.ostler.api.spool.Draft;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Delivery;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.TransportDriver;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Guard;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Events;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.Dispatch;
import org.ostler.core.queue.MemoryLog;
import org.ostler.core.queue.MemorySpool;
import org.ostler.core.queue.MessageQueue;
import org.ostler.core.queue.QueueIds;
import org.ostler.core.queue.QueueOptions;
import org.ostler.core.queue.QueueRun;
import org.ostler.core.queue.Restraint;
import org.ostler.core.report.AddedFields;
import org.ostler.core.report.OwnMail;
import org.ostler.core.report.ReportOptions;
import org.ostler.core.report.Reports;
import org.ostler.core.retry.RetryHints;
import org.ostler.core.retry.RetryOptions;
import org.ostler.core.retry.RetryRules;
import org.ostler.core.rewrite.RewriteRules;
import org.ostler.core.rewrite.Rewriter;
import org.ostler.core.route.RouteMainOptions;
import org.ostler.core.route.TestCompiler;
import org.ostler.core.route.TestRouters;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemorySettings;

/**
 * A whole delivery room: real queue, routers and hops; a spool in memory; transports that answer as
 * they are told.
 */
final class DeliveryHouse {
  static final String ROUTERS =
      """
      alias:
        driver = redirect
        local_parts = list
        data = ann@example.com, bob@example.com, x@far.example
      hole:
        driver = redirect
        local_parts = hole
        data = :blackhole:
      later:
        driver = redirect
        local_parts = later
        allow_defer
        data = :defer: try later
      local:
        driver = accept
        domains = example.com
        local_parts = !unknown
        transport = local
      far:
        driver = dnslookup
        transport = smtp
      """;

  Instant now = Instant.parse("2026-11-21T08:30:00Z");
  final MemorySpool spool = new MemorySpool();
  final MemoryLog log = new MemoryLog();
  final Contributions contributions = new Contributions();
  final Deque<Runnable> threads = new ArrayDeque<>();
  final List<Delivered> delivered = new ArrayList<>();

  /** What a transport answers for an address; delivered when nothing is set. */
  final Map<String, Function<Delivery, Outcome>> answers = new HashMap<>();

  /** Who hears of events. */
  Events events = Events.UNHEARD;

  /** Hosts by name that cannot be connected to. */
  final List<String> dead = new ArrayList<>();

  /** The port that the transport's own options choose for hosts without one. */
  int port;

  MemorySettings main =
      MemorySettings.NONE
          .withText(RouteMainOptions.PRIMARY_HOSTNAME, "mail.example.net")
          .withText(RouteMainOptions.QUALIFY_DOMAIN, "example.com")
          .with(QueueOptions.IGNORE_BOUNCE_ERRORS_AFTER, Duration.ofDays(2))
          .with(RetryOptions.RETRY_INTERVAL_MAX, Duration.ofHours(24))
          .with(ReportOptions.DELAY_WARNING_CONDITION, new MemoryExpandable("yes"));
  MemorySettings smtp = MemorySettings.named("smtp");
  MemorySettings local = MemorySettings.named("local");
  String routers = ROUTERS;
  String zone =
      """
      far.example  MX 10 mx.far.example
      mx.far.example A 192.0.2.1
      two.example  MX 10 mx.two.example
      mx.two.example A 192.0.2.2
      too.example  MX 10 mx.two.example
      """;
  final List<String> retry = new ArrayList<>();
  MessageQueue queue;
  Deliverer deliverer;
  private final Path directory;
  private Hops.Limits limits = Hops.Limits.USUAL;
  private @Nullable Answers together;
  private @Nullable Policy fixed;
  private Consumer<Runnable> ownThreads = threads::add;

  /** One call of a transport. */
  record Delivered(String transport, List<String> addresses, String returnPath, String content) {}

  DeliveryHouse(Path directory) throws Exception {
    this.directory = directory;
    Files.writeString(directory.resolve("passwd"), "");
    this.queue = makeQueue();
  }

  private MessageQueue makeQueue() {
    return new MessageQueue(spool, new QueueIds(() -> now, spool.ids(), 100), log, () -> now);
  }

  DeliveryHouse limits(Hops.Limits value) {
    limits = value;
    return this;
  }

  /** How a transport answers that several threads call. */
  interface Answers {
    Outcome answer(Delivery delivery, Addressee addressee) throws InterruptedException;
  }

  /** Opens with threads of the test's own. */
  void concurrent(Consumer<Runnable> start, Answers transport) throws Exception {
    together = transport;
    ownThreads = start;
    fixed = null;
    open();
    fixed = policy();
  }

  /** Opens, or opens again as after a crash: everything in memory is forgotten. */
  DeliveryHouse open() throws Exception {
    threads.clear();
    queue = makeQueue();
    RetryHints hints =
        RetryHints.open(directory.resolve("retry"), () -> now, new Random(1), Duration.ofDays(7));
    Reports reports =
        new Reports(
            new OwnMail(queue, () -> now, ZoneOffset.UTC),
            () -> now,
            new Random(1),
            ZoneOffset.UTC,
            new AddedFields(new Features(contributions, new Guard(log))),
            log);
    Desk desk = new Desk(queue, this::policy, hints, reports, log, () -> now);
    deliverer = new Deliverer(desk, 10, limits, ownThreads);
    queue.start(deliverer);
    return this;
  }

  Policy policy() {
    Policy made = fixed;
    return made != null ? made : makePolicy();
  }

  private Policy makePolicy() {
    try {
      TestRouters made =
          new TestRouters(TextZone.of(zone), () -> now, log, directory.resolve("passwd"));
      RetryRules rules = RetryRules.none();
      for (String line : retry) {
        rules = rules.with(line, new TestCompiler());
      }
      Rewriter unchanged = new Rewriter(RewriteRules.none(), log);
      Distinctions none = new Distinctions(false, false);
      Map<String, Transport> transports =
          Map.of(
              "smtp", new Transport(smtp, driver("smtp"), true, false, unchanged, none),
              "local", new Transport(local, driver("local"), false, false, unchanged, none));
      return new Policy(main, made.chain(routers), transports, rules, variables());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Situation.Variables variables() {
    return new Situation.Variables() {
      @Override
      public @Nullable Text value(String name, Situation situation) throws InterruptedException {
        return TestRouters.variable(name, situation);
      }

      @Override
      public Events events() {
        return events;
      }
    };
  }

  private TransportDriver.Prepared driver(String name) {
    return delivery -> {
      Answers own = together;
      if (own != null) {
        for (Addressee addressee : delivery.addressees()) {
          delivery.report(addressee, own.answer(delivery, addressee));
        }
        return;
      }
      delivered.add(
          new Delivered(
              name,
              delivery.addressees().stream().map(Addressee::address).toList(),
              delivery.returnPath().address(),
              content(delivery)));
      for (NextHop hop : delivery.hosts()) {
        if (dead.contains(hop.name())) {
          NextHop tried =
              new NextHop(
                  hop.name(),
                  hop.address(),
                  port == 0 ? hop.port() : port,
                  hop.preference(),
                  hop.secure());
          delivery.troubled(new Outcome.Trouble(tried, null, "Connection refused"));
        }
      }
      for (Addressee addressee : delivery.addressees()) {
        delivery.report(addressee, answer(delivery, addressee));
      }
    };
  }

  private Outcome answer(Delivery delivery, Addressee addressee) {
    Function<Delivery, Outcome> set = answers.get(addressee.address());
    if (set != null) {
      return set.apply(delivery);
    }
    List<NextHop> hosts =
        delivery.hosts().stream().filter(hop -> !dead.contains(hop.name())).toList();
    if (!delivery.hosts().isEmpty() && hosts.isEmpty()) {
      return new Outcome.Deferred(
          new Outcome.Trouble(delivery.hosts().getLast(), null, "Connection refused"));
    }
    return hosts.isEmpty()
        ? new Outcome.Delivered(null, null)
        : new Outcome.Delivered(hosts.getFirst(), "250 taken");
  }

  private static String content(Delivery delivery) {
    StringBuilder text = new StringBuilder();
    delivery.content().headerFields().forEach(field -> text.append(field.text()));
    try (InputStream body = delivery.content().body()) {
      return text + "\n" + new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a message in, without delivering it yet. */
  QueueId receive(String sender, String... recipients) throws Exception {
    return receive(message -> {}, sender, recipients);
  }

  /** Takes in a message that an ACL did something to. */
  QueueId receive(Consumer<Message> acl, String sender, String... recipients) throws Exception {
    Message message = new Message(now);
    QueueId id = queue.nextId();
    message.queueId(id);
    message.sender(new ReversePath(sender));
    for (String recipient : recipients) {
      message.recipients().add(new Recipient(recipient));
    }
    message.headerFields(
        List.of(
            new HeaderField("From", " " + sender),
            new HeaderField("Subject", " hi"),
            new HeaderField("Message-Id", " <1@example.com>")));
    message.protocol("esmtp");
    message.size = 200;
    acl.accept(message);
    Connection peer = new Connection(null, 0, null, 0, now);
    Draft draft = queue.begin(id);
    draft.body().write("body\n".getBytes(StandardCharsets.ISO_8859_1));
    queue.accept(new Situation(TestRouters::variable, main, peer, message), draft);
    return id;
  }

  /** A queue run over all messages. */
  void run() {
    Map<QueueId, Dispatch.Reason> all = new TreeMap<>();
    queue.all().forEach(id -> all.put(id, Dispatch.Reason.QUEUE_RUN));
    queue.run(all, new QueueRun("", "", false, main, Restraint.NONE));
  }

  /** Runs everything that wants a thread, until nothing does. */
  DeliveryHouse settle() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
    return this;
  }

  /** Moves the clock, starts what is due, and lets it finish. */
  DeliveryHouse after(Duration time) {
    now = now.plus(time);
    queue.tick();
    return settle();
  }

  /** The log since the last call. */
  String log() {
    String text = String.join("\n", log.lines);
    log.lines.clear();
    return text;
  }
}
