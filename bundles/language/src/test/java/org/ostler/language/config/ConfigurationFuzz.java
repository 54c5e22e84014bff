// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whatever the file, reading it gives its parts or problems with a position. */
public final class ConfigurationFuzz {
  private static final Path FILE = file();

  private ConfigurationFuzz() {}

  private static Path file() {
    try {
      Path memory = Path.of("/dev/shm");
      Path file =
          Files.isWritable(memory)
              ? Files.createTempFile(memory, "fuzz", ".conf")
              : Files.createTempFile("fuzz", ".conf");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] octets) throws IOException {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    if (text.contains("include") && text.contains("/")) {
      return; // no files of the machine
    }
    Files.write(FILE, octets);
    ConfigurationText read =
        ConfigurationReader.read(FILE, Map.of("GIVEN", "x"), Map.of("_HAVE_X", "y"));
    for (Problem problem : read.problems()) {
      if (problem.message().isEmpty() || problem.position().line() < 0) {
        throw new IllegalStateException(problem.toString());
      }
    }
  }
}
