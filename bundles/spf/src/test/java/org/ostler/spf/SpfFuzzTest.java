// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.api.dns.Resolver;
import org.ostler.api.dns.Resolver.Answer;

/** Whatever is published, a check ends with a result and within its limits. */
class SpfFuzzTest {
  private static final List<String> PIECES =
      List.of(
          "v=spf1",
          " ",
          "a",
          "mx",
          "ptr",
          "include:",
          "exists:",
          "ip4:",
          "ip6:",
          "redirect=",
          "exp=",
          "all",
          "-",
          "~",
          "?",
          "%{",
          "}",
          "%",
          "%%",
          "%_",
          "s",
          "l",
          "o",
          "d",
          "i",
          "p",
          "v",
          "h",
          "r",
          "0",
          "1",
          "9",
          "/",
          "//",
          ":",
          ".",
          "x.test",
          "192.0.2.1",
          "2001:db8::",
          "=",
          "_",
          "+",
          "\u0000",
          "\u00ff",
          "\r\n",
          "64",
          "%{l1r-+}",
          "%{i}.x.test");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void alwaysEndsInAResult(long seed) throws InterruptedException {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      int[] questions = {0};
      Resolver resolver =
          (name, type) -> {
            questions[0]++;
            return random.nextInt(8) == 0
                ? new Answer.NoData(false)
                : new Answer.Records(List.of(data(type, random)), false, 1);
          };
      String sender = random.nextBoolean() ? "u@x.test" : text(random) + "@x.test";
      SpfIdentity identity =
          SpfIdentity.of(
              InetAddress.ofLiteral(random.nextBoolean() ? "192.0.2.9" : "2001:db8::9"),
              sender,
              text(random));
      SpfOutcome outcome =
          new SpfEvaluator(resolver, InstantSource.system()).check(identity, "r.test");
      SpfReport report = SpfReport.of(outcome, identity, "r.test", null);
      assertThat(report.received()).doesNotContain("\n", "\r", "\u0000");
      assertThat(questions[0]).isLessThan(200);
    }
  }

  private static String data(Resolver.RecordType type, Random random) {
    return switch (type) {
      case A -> "192.0.2." + random.nextInt(256);
      case AAAA -> "2001:db8::" + Integer.toHexString(random.nextInt(65536));
      case MX -> random.nextInt(3) == 0 ? "0" : "10 mx.x.test";
      case PTR -> random.nextBoolean() ? "x.test" : "h.x.test";
      default -> random.nextInt(4) == 0 ? text(random) : "v=spf1 " + text(random);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
