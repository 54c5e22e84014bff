// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.report.StatusFields;
import org.ostler.api.routing.NextHop;
import org.ostler.api.smtp.Reply;
import org.ostler.api.transport.Outcome;
import org.ostler.api.transport.Outcome.Trouble;

/** Fields that features add to reports of failure. */
class AddedFieldsTest {
  private static final NextHop HOST = new NextHop("mx.far.example", "192.0.2.1", 0, 10, false);
  private static final Trouble NO = new Trouble(HOST, Reply.of(550, "no"), "550 no");

  @TempDir Path directory;

  private record Adding(String name, Function<Trouble, List<Field>> fields)
      implements StatusFields {
    @Override
    public List<Field> failed(Trouble trouble) {
      return fields.apply(trouble);
    }
  }

  private String report(StatusFields... features) throws Exception {
    DeliveryHouse house = new DeliveryHouse(directory);
    for (StatusFields feature : features) {
      house.contributions.statusFields.add(feature.name(), feature, "test");
    }
    house.open();
    house.answers.put("x@far.example", d -> new Outcome.Failed(NO));
    house.receive("s@example.com", "x@far.example");
    house.settle();
    return house.delivered.stream()
        .filter(one -> one.addresses().equals(List.of("s@example.com")))
        .map(DeliveryHouse.Delivered::content)
        .reduce("", String::concat);
  }

  private static StatusFields adding(String name, String value) {
    return new Adding(name, trouble -> List.of(new StatusFields.Field("X-" + name, value)));
  }

  @Test
  void standBetweenTheHostAndItsReply() throws Exception {
    StatusFields reason =
        new Adding("a", trouble -> List.of(new StatusFields.Field("X-Why", trouble.reason())));
    assertThat(report(adding("b", "2"), reason))
        .contains(
            """
            Remote-MTA: dns; mx.far.example
            X-Why: 550 no
            X-b: 2
            Diagnostic-Code: smtp; 550 no
            """);
  }

  @Test
  void cannotBreakOutOfTheirLine() throws Exception {
    assertThat(report(adding("a", "1\r\n\nAction: delivered\0\u00e9\n")))
        .contains("X-a: 1   Action: delivered ?\nDiagnostic-Code");
    assertThat(report(adding("a", "y".repeat(5_000)))).contains("\nX-a: " + "y".repeat(900) + "\n");
  }

  @Test
  void areNoMoreThanSixteen() throws Exception {
    StatusFields many =
        new Adding("a", trouble -> Collections.nCopies(99, new StatusFields.Field("X-A", "b")));
    assertThat(report(many).split("X-A: b", -1)).hasSize(17);
  }

  @Test
  void areLeftOutWhenTheirFeatureThrows() throws Exception {
    StatusFields broken =
        new Adding(
            "a",
            trouble -> {
              throw new IllegalStateException("bug");
            });
    assertThat(report(broken, adding("b", "2")))
        .contains("Remote-MTA: dns; mx.far.example\nX-b: 2\n");
  }
}
