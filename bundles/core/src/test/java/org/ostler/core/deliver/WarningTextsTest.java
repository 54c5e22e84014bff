// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.core.report.ReportOptions;
import org.ostler.testing.mail.MemoryExpandable;

/**
 * Warnings of delay in the words of {@code warn_message_file}, laid out as Exim 4.96 lays them out.
 */
class WarningTextsTest {
  @TempDir Path directory;

  @Test
  void standInPlaceOfOurs() throws Exception {
    Path texts = directory.resolve("texts");
    Files.writeString(
        texts,
        """
        Subject: Late
        X-Late: yes
        ****
        It waits.

        ****
        After the list
        """);
    DeliveryHouse house = new DeliveryHouse(directory);
    house.main =
        house
            .main
            .with(ReportOptions.WARN_MESSAGE_FILE, new MemoryExpandable(texts.toString()))
            .with(ReportOptions.DELAY_WARNING, List.of("1h"));
    house.retry.add("* * F,1d,1h");
    house.open().receive("ann@example.com", "later@example.com");
    house.settle().after(Duration.ofHours(2));
    String report = house.delivered.getLast().content();
    assertThat(report).contains("Subject: Late\nX-Late: yes\n");
    assertThat(report)
        .contains(
            "It waits.\n\n\n  later@example.com\n    Delay reason: try later\n\nAfter the list\n\n--");
  }
}
