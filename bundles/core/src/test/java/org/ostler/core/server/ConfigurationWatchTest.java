// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatchTest {
  @TempDir Path directory;

  @Test
  void watchesOnAfterAChangeThatBreaksIt() throws Exception {
    Path file = directory.resolve("ostler.conf");
    Files.writeString(file, "1");
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (ConfigurationWatch watch =
        new ConfigurationWatch(
            () -> Set.of(file),
            () -> {
              heard.add("changed");
              throw new IllegalStateException("a bug");
            })) {
      Files.writeString(file, "22");
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("changed");
      Files.writeString(file, "333");
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("changed");
      assertThat(watch).isNotNull();
    }
  }
}
