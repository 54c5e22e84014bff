// SPDX-License-Identifier: Apache-2.0
package org.ostler.karaf.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedFeaturesTest {
  @TempDir Path directory;

  @Test
  void remembersWhatWasAddedAndForgetsWhatWasRemoved() throws Exception {
    WantedFeatures wanted = new WantedFeatures(directory.resolve("features"));
    assertThat(wanted.names()).isEmpty();
    wanted.add("spf");
    wanted.add("queuefile");
    wanted.add("spf");
    wanted.remove("queuefile");
    wanted.remove("dkim");
    assertThat(new WantedFeatures(directory.resolve("features")).names()).containsExactly("spf");
  }
}
