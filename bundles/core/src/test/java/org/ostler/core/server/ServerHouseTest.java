// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.queue.MemoryLog;
import org.ostler.core.variables.HostFacts;
import org.ostler.core.variables.MailVariables;
import org.ostler.testing.dns.TextZone;

class ServerHouseTest {
  @TempDir Path directory;

  /** What one thread's generator gives to another follows from that thread's number alone. */
  @Test
  void threadsShareAGeneratorThatIsMadeForIt() throws Exception {
    HostFacts facts = new HostFacts("mail.example", "1", directory, directory, () -> 0);
    try (ServerHouse house =
        new ServerHouse(
            new Contributions(),
            new MailVariables(facts),
            new MemoryLog(),
            new MemoryHints(),
            (about, sender, recipients, fields, body) -> {})) {
      RandomGenerator random =
          house
              .surroundings(
                  new org.ostler.core.route.TestCompiler(),
                  TextZone.of(""),
                  name -> true,
                  new org.ostler.core.rewrite.Rewriter(
                      org.ostler.core.rewrite.RewriteRules.none(),
                      new org.ostler.core.queue.MemoryLog()))
              .random();
      assertThat(random).isNotInstanceOf(ThreadLocalRandom.class);
    }
  }
}
