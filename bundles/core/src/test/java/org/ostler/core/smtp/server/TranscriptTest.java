// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Connection;
import org.ostler.core.route.OwnAddresses;
import org.ostler.testing.transcript.Counterpart;
import org.ostler.testing.transcript.Dialogue;
import org.ostler.testing.transcript.Player;

/** Every dialogue of {@code smtp/*.txt}, first within the process, then over a socket. */
final class TranscriptTest {
  private static final List<String> FILES =
      List.of(
          "greeting",
          "envelope",
          "data",
          "chunking",
          "smuggling",
          "inquiries",
          "rude",
          "lists",
          "limits",
          "xclient");

  @TestFactory
  Stream<DynamicContainer> withinTheProcess() {
    return FILES.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file,
                    dialogues(file)
                        .filter(d -> !d.settings().contains("socket"))
                        .map(d -> DynamicTest.dynamicTest(d.name(), () -> playInMemory(d)))));
  }

  @TestFactory
  Stream<DynamicContainer> overSockets() {
    return FILES.stream()
        .map(
            file ->
                DynamicContainer.dynamicContainer(
                    file,
                    dialogues(file)
                        .filter(d -> !needsMemory(d))
                        .map(d -> DynamicTest.dynamicTest(d.name(), () -> playOverSocket(d)))));
  }

  /**
   * Time cannot be made to pass for a real socket, and a piece cannot be made to arrive whole
   * before its reply.
   */
  private static boolean needsMemory(Dialogue dialogue) {
    return dialogue.settings().contains("memory")
        || dialogue.steps().stream().anyMatch(step -> step instanceof Dialogue.Step.Late);
  }

  static Stream<Dialogue> dialogues(String file) {
    try (InputStream in = TranscriptTest.class.getResourceAsStream("/smtp/" + file + ".txt")) {
      assertThat(in).as(file).isNotNull();
      return Dialogue.parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void playInMemory(Dialogue dialogue) throws Exception {
    House house = House.of(dialogue);
    MemoryLink link = new MemoryLink();
    Connection connection =
        new Connection(
            InetAddress.ofLiteral("127.0.0.1"),
            40000,
            InetAddress.ofLiteral("127.0.0.1"),
            25,
            house.now);
    connection.remarks.put("smtp_count_at_connection_start", Text.of("1"));
    connection.sessionsAtStart = house.sessions;
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    SessionRunner runner = new SessionRunner(house.services());
    List<Thread> thread = new ArrayList<>();
    Runnable start =
        () ->
            thread.add(
                Thread.ofVirtual()
                    .uncaughtExceptionHandler((t, e) -> broken.set(e))
                    .start(() -> run(runner, link, connection)));
    boolean early = dialogue.steps().getFirst() instanceof Dialogue.Step.Send;
    if (!early) {
      start.run();
    }
    Player.play(dialogue, new MemoryCounterpart(house, link, start, early));
    link.halfClose();
    thread.getFirst().join();
    assertThat(broken.get()).isNull();
    assertThat(house.intake.open).hasValue(0);
    assertThat(house.log.lines)
        .noneMatch(line -> line.startsWith("PANIC") && !line.contains("spool"));
  }

  private static void run(SessionRunner runner, Link link, Connection connection) {
    try {
      runner.run(link, connection, false);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void playOverSocket(Dialogue dialogue) throws Exception {
    House house =
        House.of(dialogue)
            .with(OwnAddresses.LOCAL_INTERFACES, List.of("127.0.0.1"))
            .with(SmtpOptions.DAEMON_SMTP_PORTS, List.of("0"));
    try (SmtpListener listener = SmtpListener.open(house.services());
        SocketCounterpart peer = new SocketCounterpart(house, listener)) {
      Player.play(dialogue, peer);
      peer.awaitEnd();
      assertThat(house.intake.open).hasValue(0);
    }
  }

  /** A session within the process. */
  private static final class MemoryCounterpart implements Counterpart {
    private final House house;
    private final MemoryLink link;
    private final Runnable start;
    private boolean waiting;

    MemoryCounterpart(House house, MemoryLink link, Runnable start, boolean waiting) {
      this.house = house;
      this.link = link;
      this.start = start;
      this.waiting = waiting;
    }

    @Override
    public void send(String octets) {
      link.send(octets);
      if (waiting) {
        waiting = false;
        start.run();
      }
    }

    @Override
    public @Nullable String readLine() throws IOException {
      try {
        return link.readLine();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void halfClose() {
      link.halfClose();
    }

    @Override
    public void late() {
      link.runOutOfTime();
    }

    @Override
    public void check(String word, String text) {
      Checks.check(house, word, text);
    }
  }
}
