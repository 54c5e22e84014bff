// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.testing.fuzz.Fuzzing;

/** Jazzer on the MIME tree, starting from the messages of the dialogues. */
class MimeFuzzTest {
  private static final int SECONDS = 3;

  @TempDir Path directory;

  @Test
  void anyBodyHasParts() throws Exception {
    assertThat(new Fuzzing(MimeFuzz.class, directory).search(bodies(), SECONDS)).contains("Done ");
  }

  private static List<byte[]> bodies() throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/acl/bh"))) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("mime")).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String message : text.split("\nDATA\n", -1)) {
          String octets = "--xx\n" + message.replaceFirst("(?s)\n\\.\n.*", "\n") + "--xx--\n";
          bodies.add(octets.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    }
    assertThat(bodies).hasSizeGreaterThan(50);
    return bodies;
  }
}
