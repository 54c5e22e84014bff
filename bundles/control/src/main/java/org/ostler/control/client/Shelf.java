// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostler.api.command.Command;

/**
 * The distribution's repository: which jars a short-lived server needs, in the order to install
 * them.
 */
final class Shelf {
  private Shelf() {}

  /**
   * The jars: those of the list {@code short-lived.txt}, then each feature that brings words of the
   * language, with its libraries.
   */
  static List<Path> jars() throws IOException {
    Path system = Path.of(System.getProperty("ostler.home", "."), "system");
    List<Path> jars = new ArrayList<>();
    for (String line : lines()) {
      jars.add(newest(system.resolve(line)));
    }
    Set<Path> all = new LinkedHashSet<>(jars);
    for (List<Path> feature : FeaturesFile.read(system)) {
      // A feature's own bundle stands behind its libraries.
      if (feature.stream().allMatch(Files::isRegularFile) && bringsWords(feature.getLast())) {
        all.addAll(feature);
      }
    }
    return List.copyOf(all);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = Shelf.class.getResourceAsStream("short-lived.txt")) {
      if (in == null) {
        throw new IOException("short-lived.txt is missing");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  private static Path newest(Path artifact) throws IOException {
    try (Stream<Path> found = Files.walk(artifact, 2)) {
      return found
          .filter(path -> path.toString().endsWith(".jar"))
          .max(Path::compareTo)
          .orElseThrow(() -> new IOException("no jar below " + artifact));
    } catch (UncheckedIOException trouble) {
      throw trouble.getCause();
    }
  }

  private static boolean bringsWords(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getManifest() == null) {
        return false;
      }
      String capabilities = file.getManifest().getMainAttributes().getValue("Provide-Capability");
      return capabilities != null && capabilities.contains("ostler.word");
    }
  }

  /**
   * The packages of the contracts, which the framework shares with this program: {@code Command}
   * must be the same class.
   */
  static String contractPackages() {
    try (JarFile api =
        new JarFile(
            Path.of(Command.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toFile())) {
      return api.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("org/ostler/api/") && name.endsWith(".class"))
          .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
          .distinct()
          .sorted()
          .map(name -> name + ";version=\"1.0.0\"")
          .collect(Collectors.joining(","));
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }
}
