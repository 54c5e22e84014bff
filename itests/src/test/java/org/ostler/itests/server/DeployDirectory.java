// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The directory {@code deploy/} of a packed server: what lies in it is installed. */
final class DeployDirectory {
  private static final Path SYSTEM =
      Path.of(System.getProperty("ostler.distribution")).resolve("system");

  private final Path directory;
  private final Path workshop;

  /** Of the server with this data directory; files are made in a workshop on the same disk. */
  DeployDirectory(Path data, Path workshop) {
    this.directory = data.resolve("deploy");
    this.workshop = workshop;
  }

  /** Deploys the bundle of a feature alone; the file, to be deleted to undo it. */
  Path jar(String feature) throws IOException {
    Path made = workshop.resolve(feature + ".jar");
    Files.copy(bundle(feature), made);
    return moveIn(made);
  }

  /**
   * Deploys a feature as a KAR, which has the feature's description and its bundle. The bundle's
   * coordinates are ones that no other repository of the server knows.
   */
  Path kar(String feature) throws IOException {
    Path made = workshop.resolve(feature + ".kar");
    String home = "repository/org/example/";
    try (OutputStream file = Files.newOutputStream(made);
        JarOutputStream kar = new JarOutputStream(file, new Manifest())) {
      kar.putNextEntry(new JarEntry(home + "features/1/features-1-features.xml"));
      kar.write(
          """
          <features name="example" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
            <feature name="example-%1$s" version="1">
              <bundle start-level="55">mvn:org.example/%1$s/1</bundle>
            </feature>
          </features>
          """
              .formatted(feature)
              .getBytes(StandardCharsets.UTF_8));
      kar.putNextEntry(new JarEntry(home + feature + "/1/" + feature + "-1.jar"));
      Files.copy(bundle(feature), kar);
    }
    return moveIn(made);
  }

  /** In one step: a look at the directory finds the whole file or none. */
  private Path moveIn(Path made) throws IOException {
    return Files.move(made, directory.resolve(made.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path bundle(String feature) throws IOException {
    Path versions = SYSTEM.resolve("org/ostler/ostler-" + feature);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(versions, "*")) {
      Path version = found.iterator().next();
      return version.resolve("ostler-" + feature + "-" + version.getFileName() + ".jar");
    }
  }
}
