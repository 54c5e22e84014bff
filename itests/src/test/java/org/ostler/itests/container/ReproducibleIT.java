// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.peers.Run;

/** The same classes and resources make the same jar, in another directory and at another time. */
class ReproducibleIT {
  private static final Path BUNDLES = Path.of(System.getProperty("ostler.bundles")).normalize();
  private static final Path ROOT = BUNDLES.getParent();
  private static final List<String> MODULES = List.of("api", "karaf-jdk25");

  @TempDir Path directory;

  @Test
  void jarsAreTheSameWhenTheyAreMadeAgain() throws Exception {
    copy(ROOT);
    for (Path module : List.of(BUNDLES, ROOT)) {
      try (Stream<Path> inside = Files.list(module)) {
        inside.filter(Files::isDirectory).forEach(this::copy);
      }
    }
    for (String module : MODULES) {
      copyTree(BUNDLES.resolve(module).resolve("src/main"));
      copyTree(BUNDLES.resolve(module).resolve("target/classes"));
    }
    Run build =
        Run.of(
            List.of(
                "mvn",
                "-o",
                "-q",
                "-B",
                "package",
                "-f",
                "" + directory.resolve("pom.xml"),
                "-pl",
                "bundles/api,bundles/karaf-jdk25",
                "-Dmaven.main.skip",
                "-Dmaven.test.skip",
                "-Dspotless.check.skip"),
            Map.of(),
            "");
    assertThat(build.exit()).as("%s%s", build.output(), build.errors()).isZero();
    for (String module : MODULES) {
      Path jar = jar(BUNDLES.resolve(module));
      assertThat(directory.resolve(ROOT.relativize(jar))).hasSameBinaryContentAs(jar);
    }
  }

  /** Copies the files of a module's own directory that a build needs, if it is a module. */
  private void copy(Path module) {
    try {
      for (String name : List.of("pom.xml", "bnd.bnd")) {
        if (Files.exists(module.resolve("pom.xml")) && Files.exists(module.resolve(name))) {
          copyFile(module.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void copyTree(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copyFile(file);
      }
    }
  }

  private void copyFile(Path file) throws IOException {
    Path copy = directory.resolve(ROOT.relativize(file));
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy);
  }

  private static Path jar(Path module) throws IOException {
    try (Stream<Path> files = Files.list(module.resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("ostler-.*\\d\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
