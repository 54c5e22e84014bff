// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.ostler.itests.mail.SmtpClient;
import org.ostler.testing.peers.Waiting;

/**
 * Mail at a fixed rate, as a balancer passes it on: each connection begins with a PROXY header, and
 * what the server offers is used (PRDR with several recipients, DSN with all). What is put off is
 * given up, and the next message is another one.
 */
final class Traffic implements AutoCloseable {
  private static final int SESSIONS = 24;
  private static final int PER_CONNECTION = 40;
  private static final Duration END = Duration.ofSeconds(60);

  private final int port;
  private final String name;
  private final long interval;
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicLong due = new AtomicLong();
  private final Queue<Letter> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> deferred = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final AtomicInteger judgements = new AtomicInteger();
  private final Queue<Duration> waits = new ConcurrentLinkedQueue<>();
  private final List<Flow> flows = new ArrayList<>();
  private Flow.@Nullable Start began;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean finishing;

  private Traffic(int port, String name, int perSecond) {
    this.port = port;
    this.name = name;
    this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Starts to send. */
  static Traffic start(int port, String name, int perSecond) {
    Traffic traffic = new Traffic(port, name, perSecond);
    traffic.flow();
    for (int i = 0; i < SESSIONS; i++) {
      traffic.threads.add(Thread.ofVirtual().start(traffic::send));
    }
    return traffic;
  }

  /** Waits until so many more messages were acknowledged. */
  void awaitMore(int count, Duration limit) {
    int wanted = acknowledged.size() + count;
    Waiting.until(
        count + " more acknowledged messages, put off: " + deferred + ", refused: " + refused,
        limit,
        () -> acknowledged.size() >= wanted);
  }

  /** Replies 4xx so far. */
  List<String> deferred() {
    return List.copyOf(deferred);
  }

  /** Replies 5xx so far, also to commands that cannot fail, and connections that broke. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Transactions in which each recipient had a reply of its own after the data. */
  int judgements() {
    return judgements.get();
  }

  /** From now on all that is needed is there, and each message has its time. */
  void flow() {
    due.set(System.nanoTime());
    waits.clear();
    began = new Flow.Start(System.nanoTime(), acknowledged.size());
  }

  /** Waits until so many messages a second have been acknowledged since {@link #flow}. */
  void awaitRate(double perSecond, Duration limit) {
    Waiting.until(
        "a flow of " + perSecond + " messages a second",
        limit,
        () -> now().perSecond() >= perSecond);
  }

  /** From now on messages may be put off; what was measured until now. */
  Flow ebb() {
    Flow flow = now();
    flows.add(flow);
    began = null;
    return flow;
  }

  private Flow now() {
    Flow.Start start = Objects.requireNonNull(began, "nothing flows");
    return start.until(System.nanoTime(), acknowledged.size(), List.copyOf(waits));
  }

  /** Ends the sessions; the messages that were acknowledged. */
  List<Letter> finish() throws InterruptedException {
    finishing = true;
    for (Thread thread : threads) {
      if (!thread.join(END)) {
        throw new AssertionError("a session does not end");
      }
    }
    return List.copyOf(acknowledged);
  }

  /** All times in which messages flowed, as one. */
  Flow flows() {
    return Flow.of(flows);
  }

  /**
   * Waits for the time of the next message. While messages flow, what came too late for its time is
   * made up for.
   */
  private void pace() {
    long mine = due.getAndAdd(interval);
    for (long left = mine - System.nanoTime();
        left > 0 && !finishing;
        left = mine - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void send() {
    while (!finishing) {
      pace();
      try (SmtpClient client = SmtpClient.open(port)) {
        client.line("PROXY TCP4 192.0.2.9 192.0.2.1 40000 25");
        String greeting = client.reply();
        if (greeting.startsWith("220")) {
          converse(client);
        } else {
          note(greeting);
        }
      } catch (IOException broken) {
        refused.add(Instant.now() + " " + broken);
      }
    }
  }

  private void converse(SmtpClient client) throws IOException {
    String offer = client.command("EHLO client.example").toUpperCase(Locale.ROOT);
    for (int i = 0; i < PER_CONNECTION && !finishing; i++) {
      pace();
      Letter letter = Letter.of(name, number.incrementAndGet());
      long asked = System.nanoTime();
      String reply = offered(client, letter, offer);
      if (reply.startsWith("250")) {
        waits.add(Duration.ofNanos(System.nanoTime() - asked));
        acknowledged.add(letter);
      } else {
        note(reply);
        if (reply.startsWith("421")) {
          return;
        }
        expect("250", client.command("RSET"));
      }
    }
    expect("221", client.command("QUIT"));
  }

  /** What must not fail, whatever is away. */
  private void expect(String code, String reply) {
    if (!reply.startsWith(code)) {
      refused.add(reply);
    }
  }

  private void note(String reply) {
    (reply.startsWith("4") ? deferred : refused).add(reply);
  }

  /** One transaction; the last reply, or the first that was not positive. */
  private String offered(SmtpClient client, Letter letter, String offer) throws IOException {
    boolean dsn = offer.contains("DSN");
    String reply =
        client.command(
            "MAIL FROM:<"
                + Letter.SENDER
                + ">"
                + (dsn ? " RET=HDRS ENVID=" + letter.number() : "")
                + (offer.contains("PRDR") && letter.recipients().size() > 1 ? " PRDR" : ""));
    String notify = dsn ? " NOTIFY=" + (letter.tellsSuccess() ? "SUCCESS,FAILURE" : "FAILURE") : "";
    for (String recipient : letter.recipients()) {
      if (reply.startsWith("2")) {
        reply = client.command("RCPT TO:<" + recipient + ">" + notify);
      }
    }
    if (reply.startsWith("2")) {
      reply = client.command("DATA");
    }
    if (!reply.startsWith("354")) {
      return reply;
    }
    return afterData(client, letter, client.command(SmtpClient.transparent(letter.text()) + "."));
  }

  private String afterData(SmtpClient client, Letter letter, String first) throws IOException {
    if (!first.startsWith("353")) {
      return first;
    }
    String worst = "";
    for (String ignored : letter.recipients()) {
      String reply = client.reply();
      worst = reply.compareTo(worst) > 0 ? reply : worst;
    }
    String last = client.reply();
    judgements.incrementAndGet();
    // Taken for some alone would be no acknowledgement here.
    return worst.startsWith("2") ? last : worst;
  }

  @Override
  public void close() {
    finishing = true;
  }
}
