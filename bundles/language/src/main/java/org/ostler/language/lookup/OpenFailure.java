// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Words for a file that cannot be opened, as the C library has them. */
public final class OpenFailure {
  private OpenFailure() {}

  /** The path of that name; a name with a NUL is no file's, nor is the empty one. */
  public static Path path(String file) throws NoSuchFileException {
    if (file.isEmpty()) {
      throw new NoSuchFileException(file);
    }
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(file);
    }
  }

  static String message(String file, String purpose, IOException e) {
    return "failed to open " + file + " for " + purpose + ": " + reason(e);
  }

  /** The reason alone. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case NotDirectoryException _ -> "Not a directory";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
