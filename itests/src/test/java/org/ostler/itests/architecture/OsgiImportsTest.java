// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A feature without its component and options files is a plain library: only those know OSGi, and
 * none knows the framework itself.
 */
class OsgiImportsTest {
  private static final Set<String> NO_FEATURES =
      Set.of("api", "language", "core", "testing", "karaf-jdk25", "karaf-features");

  /** Runs outside of a container and starts one of its own when there is no server to talk to. */
  private static final String LAUNCHER = "control/src/main/java/org/ostler/control/client/";

  @Test
  void onlyComponentsAndOptionsOfFeaturesKnowOsgi() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (String module : Sources.modules()) {
      if (!NO_FEATURES.contains(module)) {
        for (Path file : Sources.javaFiles(module)) {
          if (!Sources.name(file).startsWith(LAUNCHER)) {
            breaches.addAll(breaches(file));
          }
        }
      }
    }
    assertThat(breaches).isEmpty();
  }

  private static List<String> breaches(Path file) throws IOException {
    List<String> lines = Sources.lines(file);
    boolean mayKnow =
        file.endsWith("package-info.java")
            || file.getFileName().toString().endsWith("Options.java")
            || lines.stream().anyMatch(l -> l.startsWith("@Component"));
    return lines.stream()
        .filter(l -> l.startsWith("import org.osgi."))
        .filter(l -> !mayKnow || l.startsWith("import org.osgi.framework."))
        .map(l -> Sources.name(file) + ": " + l)
        .toList();
  }
}
