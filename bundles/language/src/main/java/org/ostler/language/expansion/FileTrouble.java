// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be used, in the C library's words. */
final class FileTrouble {
  private FileTrouble() {}

  static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case NotDirectoryException _ -> "Not a directory";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case IOException io when io.getMessage() != null -> io.getMessage();
      default -> "No such file or directory";
    };
  }
}
