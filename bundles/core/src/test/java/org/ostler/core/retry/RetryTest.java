// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome;
import org.ostler.core.route.TestCompiler;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;

class RetryTest {
  @TempDir Path directory;
  private Instant now = Instant.parse("2026-11-21T08:30:00Z");
  private final MemoryMail mail = new MemoryMail().carrying(MemoryEnvelope.of("s@example.com"));

  private static RetryRules rules(String... lines) throws InvalidArgument {
    RetryRules rules = RetryRules.none();
    for (String line : lines) {
      rules = rules.with(line, new TestCompiler());
    }
    return rules;
  }

  private RetryHints hints() throws Exception {
    return RetryHints.open(
        directory.resolve("retry"), () -> now, new Random(1), Duration.ofDays(7));
  }

  private RetryRule rule(String line) throws Exception {
    return rules(line).find("x@far.example", null, false, RetryError.ROUTING, mail).orElseThrow();
  }

  /** Gaps in minutes when each attempt is made as soon as it may be, until the rules give up. */
  private List<Long> gaps(String line, int most) throws Exception {
    RetryRule rule = rule(line);
    List<Long> gaps = new ArrayList<>();
    try (RetryHints hints = hints()) {
      for (int i = 0; i < most; i++) {
        Hint hint = hints.failed("R:x@far.example", rule, Duration.ofHours(24), "no");
        if (hint.expired()) {
          break;
        }
        gaps.add(Duration.between(now, hint.next()).toMinutes());
        now = hint.next();
      }
    }
    return gaps;
  }

  @Test
  void waitsAsTheDefaultRuleSays() throws Exception {
    List<Long> gaps = gaps("* * F,2h,15m; G,16h,1h,1.5; F,4d,6h", 40);
    assertThat(gaps.subList(0, 8)).containsOnly(15L);
    assertThat(gaps.subList(8, 14)).containsExactly(60L, 90L, 135L, 202L, 303L, 455L);
    assertThat(gaps.getLast()).isEqualTo(360L);
    Duration total = Duration.ofMinutes(gaps.stream().mapToLong(Long::longValue).sum());
    assertThat(total).isBetween(Duration.ofDays(4), Duration.ofHours(4 * 24 + 6));
  }

  @Test
  void growsByChanceWithH() throws Exception {
    List<Long> gaps = gaps("* * H,2d,1h,2", 12);
    assertThat(gaps.getFirst()).isEqualTo(60);
    assertThat(gaps).allMatch(gap -> gap >= 60);
    assertThat(gaps.getLast()).isGreaterThan(60);
  }

  @Test
  void bounds() throws Exception {
    RetryRule rule = rule("* * F,30d,5d");
    try (RetryHints hints = hints()) {
      Hint hint = hints.failed("R:x", rule, Duration.ofHours(24), "no");
      assertThat(hint.next()).isEqualTo(now.plus(Duration.ofHours(24)));
    }
  }

  @Test
  void remembersAcrossRestarts() throws Exception {
    RetryRule rule = rule("* * F,1d,1h");
    try (RetryHints hints = hints()) {
      hints.failed("T:mx:192.0.2.1", rule, Duration.ofHours(24), "Connection\trefused");
      hints.failed("R:x@y", rule, Duration.ofHours(24), "no");
      hints.worked("R:x@y");
    }
    Files.writeString(directory.resolve("retry"), "+\tR:torn\t17952", StandardOpenOption.APPEND);
    try (RetryHints hints = hints()) {
      Hint hint = hints.find("T:mx:192.0.2.1");
      assertThat(hint).isNotNull();
      assertThat(hint.next()).isEqualTo(now.plus(Duration.ofHours(1)));
      assertThat(hint.reason()).isEqualTo("Connection refused");
      assertThat(hints.find("R:x@y")).isNull();
      assertThat(hints.find("R:torn")).isNull();
    }
    now = now.plus(Duration.ofDays(8));
    try (RetryHints hints = hints()) {
      assertThat(hints.find("T:mx:192.0.2.1")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Connection refused, 0, refused, true",
    "Connection refused, 0, refused_MX, true",
    "Connection refused, 0, refused_A, false",
    "Connection timed out, 0, timeout, true",
    "Connection timed out, 0, timeout_connect, true",
    "SMTP timeout after initial connection, 0, timeout_connect, false",
    "SMTP error from remote mail server after RCPT TO:<x@y>: 450 no, 450, rcpt_4xx, true",
    "SMTP error from remote mail server after RCPT TO:<x@y>: 450 no, 450, rcpt_45x, true",
    "SMTP error from remote mail server after RCPT TO:<x@y>: 450 no, 450, rcpt_451, false",
    "SMTP error from remote mail server after RCPT TO:<x@y>: 450 no, 450, mail_4xx, false",
    "SMTP error from remote mail server after MAIL FROM:<x@y>: 421 no, 421, mail_4xx, true",
    "SMTP error from remote mail server after end of data: 452 no, 452, data_4xx, true",
    "Remote host closed connection, 0, lost_connection, true",
    "mailbox is full, 0, quota, true",
    "anything, 0, *, true",
  })
  void tellsErrorsApart(String reason, int code, String word, boolean covered) {
    Outcome.Trouble trouble =
        new Outcome.Trouble(null, code == 0 ? null : Reply.of(code, "no"), reason);
    assertThat(RetryError.of(trouble).isCoveredBy(word, true)).isEqualTo(covered);
  }

  @Test
  void takesTheFirstRuleThatFits() throws Exception {
    RetryRules rules =
        rules(
            "special@far.example * F,1h,1m",
            "*.far.example refused F,2h,2m",
            "far.example * senders=\"boss@example.com : s@example.org\" F,3h,3m",
            "* * F,4h,4m");
    assertThat(found(rules, "special@far.example")).isEqualTo(1);
    assertThat(found(rules, "x@far.example")).isEqualTo(4);
    mail.carrying(MemoryEnvelope.of("boss@example.com"));
    assertThat(found(rules, "x@far.example")).isEqualTo(3);
  }

  private long found(RetryRules rules, String address) throws Exception {
    return rules
        .find(address, null, false, RetryError.ROUTING, mail)
        .orElseThrow()
        .steps()
        .getFirst()
        .interval()
        .toMinutes();
  }

  @ParameterizedTest
  @CsvSource({
    "* nonsense F;1h;1m, unknown or malformed retry error",
    "* * X;1h;1m, unknown retry rule letter",
    "*, missing error type in retry rule",
    "* \"*\" F;1h;1m, unknown or malformed retry error",
    "* * senders a@b, \"=\" expected after \"senders\" in retry rule",
    "* * G;1h;1m, comma expected",
    "* * F;1h;1y, bad parameters for retry rule",
    "* * G;1h;1m;0.5, bad parameters for retry rule",
  })
  void refusesLinesThatMakeNoSense(String line, String words) {
    assertThatThrownBy(() -> rules(line.replace(';', ',')))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining(words);
  }

  /** Otherwise the first deferral after a year would bounce the mail at once. */
  @Test
  void forgetsWhatIsTooOldWhileItRuns() throws Exception {
    RetryRule rule = rule("* * F,1h,15m");
    try (RetryHints hints = hints()) {
      hints.failed("R:x@far.example", rule, Duration.ofHours(24), "no");
      now = now.plus(Duration.ofDays(8));
      assertThat(hints.find("R:x@far.example")).isNull();
      assertThat(hints.failed("R:x@far.example", rule, Duration.ofHours(24), "no").expired())
          .isFalse();
    }
  }

  @Test
  void forgetsWhatAClockThatWasWrongHasWritten() throws Exception {
    RetryRule rule = rule("* * F,1h,15m");
    try (RetryHints hints = hints()) {
      now = now.plus(Duration.ofDays(4000));
      hints.failed("R:x@far.example", rule, Duration.ofHours(24), "no");
      now = now.minus(Duration.ofDays(4000));
      assertThat(hints.find("R:x@far.example")).isNull();
    }
  }

  @Test
  void aFileThatIsDamagedDoesNotStopTheServer() throws Exception {
    String huge = Long.toString(Long.MAX_VALUE);
    Files.writeString(
        directory.resolve("retry"),
        "+\tR:x@far.example\t" + huge + "\t" + huge + "\t" + huge + "\t1\tno\n\0\0\t\n+\t+\t-\n");
    try (RetryHints hints = hints()) {
      assertThat(hints.find("R:x@far.example")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "quota_7d, 8d, true",
    "quota_7d, 6d, false",
    "QUOTA_1w, 7d, true",
    "quota, 6d, true",
    "quota_2h30m, 3h, true",
    "lookup, 0s, false",
  })
  void knowsHowLongAMailboxIsLeftAlone(String word, String idle, boolean fits) throws Exception {
    String days = idle.endsWith("d") ? "P" + idle : "PT" + idle;
    RetryError error =
        RetryError.of(Outcome.Trouble.of("mailbox is full")).afterIdle(Duration.parse(days));
    assertThat(rules("* " + word + " F,1h,1m").find("x@a", null, false, error, mail).isPresent())
        .isEqualTo(fits);
  }

  @Test
  void tellsLookupsFromOtherTroubleOfRouting() throws Exception {
    RetryRules rules = rules("* lookup F,1h,1m");
    RetryError lookup =
        RetryError.ofRouting(
            "missing MX, or all MXs point to missing A records, and defer requested");
    assertThat(rules.find("x@a", null, false, lookup, mail)).isPresent();
    assertThat(rules.find("x@a", null, false, RetryError.ofRouting("not now"), mail)).isEmpty();
    assertThatThrownBy(() -> rules("* timeout_DNS F,1h,1m")).hasMessageContaining("never worked");
  }
}
