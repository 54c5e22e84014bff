// SPDX-License-Identifier: Apache-2.0
package org.ostler.lmdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/**
 * <code>${lookup{key}lmdb{file}}</code>: the value of a key in the main database of an LMDB file.
 * The file is opened for each lookup, so that a file put in its place is read at once and none is
 * held open.
 */
@Component
@Capability(
    namespace = "ostler.word",
    attribute = {"kind=lookup", "word:List<String>=\"lmdb\""})
public final class LmdbLookup implements Lookup {
  @Override
  public String name() {
    return "lmdb";
  }

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    if (!options.isEmpty()) {
      throw new InvalidArgument(
          "the lookup lmdb takes no options, but has \"" + String.join(",", options) + "\"");
    }
    return (key, file, _) -> find(key.octets(), file);
  }

  private static Answer find(byte[] key, @Nullable Text file) {
    String name = file == null ? "" : file.unicode();
    if (!name.startsWith("/")) {
      return new Answer.Failed(unopened(name, "the name of the file must begin with a slash"));
    }
    if (key.length == 0 || key.length > LmdbFile.LONGEST_KEY) {
      return new Answer.Missing(); // no file has such a key
    }
    try (LmdbFile open = open(name)) {
      byte[] value = open.find(key);
      return value == null
          ? new Answer.Missing()
          : new Answer.Found(Text.of(new String(value, StandardCharsets.ISO_8859_1)), true);
    } catch (LmdbException e) {
      return new Answer.Deferred(unopened(name, e.getMessage()));
    } catch (IOException e) {
      return new Answer.Failed(unopened(name, reason(e)));
    }
  }

  private static LmdbFile open(String name) throws IOException, LmdbException {
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        throw new FileSystemException(name, null, "Is a directory; name the data.mdb in it");
      }
      return new LmdbFile(path);
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(name);
    }
  }

  private static String unopened(String file, @Nullable String reason) {
    return "LMDB: Unable to open environment with " + file + ": " + reason;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
