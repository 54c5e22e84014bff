// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.ostler.testing.peers.Waiting;

/**
 * Sessions that send one message after the other until they are told to finish or their connection
 * breaks. Each message has a {@code Message-ID} of its own; of each it is known whether it was
 * acknowledged. What is put off with 4xx is offered again, as a new message.
 */
public final class Senders implements AutoCloseable {
  private static final int PER_CONNECTION = 500;
  private static final Duration END = Duration.ofSeconds(30);

  private final int port;
  private final String name;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<String> deferred = new ConcurrentLinkedQueue<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean finishing;

  private Senders(int port, String name) {
    this.port = port;
    this.name = name;
  }

  /** Starts so many sessions; recipients are {@code uN@ostler.example} and others, in turn. */
  public static Senders start(int port, int sessions, String name) {
    Senders senders = new Senders(port, name);
    for (int i = 0; i < sessions; i++) {
      senders.threads.add(Thread.ofVirtual().start(senders::send));
    }
    return senders;
  }

  /** Waits until so many messages were acknowledged. */
  public void awaitAcknowledged(int count, Duration limit) {
    Waiting.until(count + " acknowledged messages", limit, () -> acknowledged.size() >= count);
  }

  /** Waits for so many more. */
  public void awaitMore(int count, Duration limit) {
    awaitAcknowledged(acknowledged.size() + count, limit);
  }

  /** Ends the sessions and returns the fields {@code Message-ID} that were acknowledged. */
  public Set<String> finish() throws InterruptedException {
    finishing = true;
    for (Thread thread : threads) {
      if (!thread.join(END)) {
        throw new AssertionError("a session does not end");
      }
    }
    return new HashSet<>(acknowledged);
  }

  /** Replies 4xx so far, but 421. */
  public List<String> deferred() {
    return List.copyOf(deferred);
  }

  /** Replies 5xx so far. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  private void send() {
    try {
      while (!finishing) {
        sendSome();
      }
    } catch (IOException e) {
      // The server was killed or stopped: what had no answer, is not acknowledged.
    }
  }

  /** One connection, which ends before smtp_accept_max_per_connection (1000) would end it. */
  private void sendSome() throws IOException {
    try (SmtpClient client = SmtpClient.connect(port)) {
      for (int i = 0; i < PER_CONNECTION && !finishing; i++) {
        sendOne(client);
      }
      client.command("QUIT");
    }
  }

  private void sendOne(SmtpClient client) throws IOException {
    int n = number.incrementAndGet();
    String id = "<" + name + "-" + n + "@source.example>";
    String recipient = n % 2 == 0 ? "u" + n % 10 + "@ostler.example" : n + "@sink.example";
    String message =
        "From: <sender@source.example>\r\nMessage-ID: "
            + id
            + "\r\nSubject: "
            + n
            + "\r\n\r\n"
            + "some text\r\n".repeat(n % 300);
    String reply = client.send("sender@source.example", List.of(recipient), message);
    if (reply.startsWith("250")) {
      acknowledged.add(id);
    } else if (reply.startsWith("421")) {
      throw new IOException(reply);
    } else if (reply.startsWith("4")) {
      deferred.add(reply);
    } else {
      refused.add(reply);
    }
  }

  @Override
  public void close() {
    finishing = true;
  }
}
