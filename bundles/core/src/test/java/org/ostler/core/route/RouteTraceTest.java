// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.QueueId;
import org.ostler.api.mail.ReversePath;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/**
 * Routes addresses by small configurations and compares what {@code -bt} prints; the texts are
 * Exim's.
 */
class RouteTraceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = RouteTraceTest.class.getResourceAsStream("traces.txt")) {
      String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      for (String one : all.split("(?m)^=== ")) {
        if (!one.isBlank() && !one.startsWith("#")) {
          String[] parts = one.split("(?m)^---.*\\n", 4);
          tests.add(DynamicTest.dynamicTest(parts[0].strip(), () -> check(parts)));
        }
      }
    }
    return tests;
  }

  private void check(String[] parts) throws Exception {
    Path passwords = directory.resolve("passwd");
    Files.writeString(
        passwords, "root:x:0:0:root:/root:/bin/sh\nann:x:7:7:Ann:/home/ann:/bin/sh\n");
    Files.writeString(directory.resolve("forward"), "bob@example.com\n# no more\n");
    MemoryLog log = new MemoryLog();
    TestRouters routers = new TestRouters(TextZone.of(parts[1]), () -> NOW, log, passwords);
    RouterChain chain = routers.chain(parts[2].replace("DIR", directory.toString()));
    StringBuilder got = new StringBuilder();
    for (String query : parts[3].lines().filter(line -> line.startsWith("> ")).toList()) {
      Message message = new Message(NOW);
      message.queueId(new QueueId("1tAbCd-000001-00"));
      message.sender(new ReversePath("sender@example.com"));
      MemorySettings main =
          MemorySettings.NONE.withText(RouteMainOptions.QUALIFY_DOMAIN, "example.com");
      Situation situation =
          new Situation(
              TestRouters::variable, main, new Connection(null, 0, null, 0, NOW), message);
      RouteTrace.Answer answer = new RouteTrace(chain).trace(query.substring(2), situation);
      got.append(query).append('\n').append(answer.text().replace(directory.toString(), "DIR"));
      got.append("rc=").append(answer.exitCode()).append('\n');
    }
    assertThat(got.toString().strip()).isEqualTo(parts[3].strip());
  }

  /** As Exim 4.96 says it for the same routers. */
  @Test
  void debugPrintIsHeardWhereSomebodyListens() throws Exception {
    TestRouters routers =
        new TestRouters(TextZone.of(""), () -> NOW, new MemoryLog(), directory.resolve("passwd"));
    RouterChain chain =
        routers.chain(
            """
            r1:
              driver = accept
              domains = a.example
              debug_print = one $local_part
              condition = no
              transport = t
            r2:
              driver = accept
              domains = a.example
              local_parts = x
              debug_print = two
              transport = t
            r3:
              driver = accept
              debug_print = three
              condition = no
              transport = t
            r4:
              driver = redirect
              data = :blackhole:
            """);
    List<String> heard = new ArrayList<>();
    for (boolean listening : List.of(false, true)) {
      Connection peer = new Connection(null, 0, null, 0, NOW);
      peer.debugOutput = listening ? heard::add : null;
      Message message = new Message(NOW);
      message.queueId(new QueueId("1tAbCd-000001-00"));
      Situation situation =
          new Situation(TestRouters::variable, MemorySettings.NONE, peer, message);
      assertThat(new RouteTrace(chain).trace("y@a.example", situation).text())
          .isEqualTo("mail to y@a.example is discarded\n");
    }
    assertThat(heard).containsExactly("one y", "three");
  }
}
