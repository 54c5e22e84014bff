// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.mail.QueueId;
import org.ostler.core.acl.AddressVerifier;
import org.ostler.core.acl.Hints;
import org.ostler.core.mail.Connection;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.mail.MemorySettings;

/** What is verified of addresses that a router with {@code unseen} hands on; as Exim 4.96 says. */
class RoutingVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
  private static final String ROUTERS =
      """
      kept:
        driver = accept
        local_parts = kept : kept-user
        unseen
        transport = l
      copied:
        driver = redirect
        local_parts = copied : copied-user
        unseen
        data = nobody@example.com
      nowhere:
        driver = redirect
        local_parts = hole : hole-user
        unseen
        data = :blackhole:
      user:
        driver = accept
        local_parts = kept-user : copied-user : hole-user
        transport = l
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "kept, '', false",
    "kept, success_on_redirect, true",
    "kept-user, '', true",
    "copied, '', true",
    "copied-user, '', true",
    "hole, '', false",
    "hole-user, '', true",
    "nobody, '', false",
  })
  void judgesWhatIsLeft(String localPart, String option, boolean good) throws Exception {
    Path passwords = Files.writeString(directory.resolve("passwd"), "");
    TestRouters routers = new TestRouters(TextZone.of(""), () -> NOW, new MemoryLog(), passwords);
    Message message = new Message(NOW);
    message.queueId(new QueueId("1tAbCd-000001-00"));
    Situation situation =
        new Situation(
            TestRouters::variable,
            MemorySettings.NONE,
            new Connection(null, 0, null, 0, NOW),
            message);
    AddressVerifier.Verified verified =
        new RoutingVerifier(
                routers.chain(ROUTERS),
                (address, why, words, view) -> {
                  throw new AssertionError("no callout was asked for");
                },
                new QuotaVerification((address, mail) -> true, new Forgetful(), () -> NOW))
            .verify(
                localPart + "@example.com",
                AddressVerifier.Purpose.RECIPIENT,
                List.of(option),
                situation);
    assertThat(verified instanceof AddressVerifier.Verified.Good).isEqualTo(good);
  }

  /** Remembers nothing. */
  private static final class Forgetful implements Hints {
    @Override
    public @Nullable String update(String key, UnaryOperator<@Nullable String> change) {
      return change.apply(null);
    }

    @Override
    public @Nullable String get(String key) {
      return null;
    }
  }
}
