// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles as they lie in the source tree. */
final class Sources {
  static final Path BUNDLES =
      Path.of(System.getProperty("ostler.bundles", "../bundles")).toAbsolutePath().normalize();

  private Sources() {}

  /** The names of the modules, {@code api} first. */
  static List<String> modules() throws IOException {
    try (Stream<Path> directories = Files.list(BUNDLES)) {
      return directories
          .filter(d -> Files.isDirectory(d.resolve("src/main/java")))
          .map(d -> d.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** The directories with the class files of all modules. */
  static List<Path> classes() throws IOException {
    return modules().stream()
        .map(m -> BUNDLES.resolve(m).resolve("target/classes"))
        .filter(Files::isDirectory)
        .toList();
  }

  /** The Java files that ship, of one module. */
  static List<Path> javaFiles(String module) throws IOException {
    try (Stream<Path> files = Files.walk(BUNDLES.resolve(module).resolve("src/main/java"))) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }

  static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  /** How messages and the allow-list name a file. */
  static String name(Path file) {
    return BUNDLES.relativize(file).toString();
  }
}
