// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;
import org.ostler.api.tls.TlsFailure;

/** The blocks of a file in PEM (RFC 7468); what stands between them is passed over. */
record PemFile(List<PemObject> blocks) {
  private static final long LARGEST = 16L << 20;

  /** Reads it; a file that cannot be read is a fault of the configuration. */
  static PemFile read(String file) throws TlsFailure {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > LARGEST) {
        throw useless(file, "it is larger than 16 MiB", null);
      }
      return of(Files.readString(path, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw useless(file, "no such file", e);
    } catch (TlsFailure e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw useless(file, e.getMessage(), e);
    }
  }

  static PemFile of(String text) throws IOException {
    List<PemObject> blocks = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        blocks.add(block);
      }
    }
    return new PemFile(List.copyOf(blocks));
  }

  static TlsFailure useless(String file, @Nullable String why, @Nullable Throwable cause) {
    return new TlsFailure(
        TlsFailure.Kind.CONFIGURATION, "cannot use \"" + file + "\": " + why, cause);
  }

  /** The contents of the first block with the label; null when there is none. */
  byte @Nullable [] first(String label) {
    for (PemObject block : blocks) {
      if (block.getType().equals(label)) {
        return block.getContent();
      }
    }
    return null;
  }
}
