// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The Maildirs below a directory. */
public final class Mailboxes {
  private static final String MESSAGE_ID = "Message-ID: ";

  private Mailboxes() {}

  /**
   * The files of new messages, while a server may be moving more of them there from {@code tmp}.
   */
  public static List<Path> files(Path mail) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        mail,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.getParent().endsWith("new")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // What was listed in tmp is delivered and gone, or nothing has been delivered yet.
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    found.sort(null);
    return found;
  }

  /** The {@code Message-ID} of each. */
  public static List<String> messageIds(Path mail) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : files(mail)) {
      ids.add(field(Files.readString(file, StandardCharsets.ISO_8859_1), MESSAGE_ID));
    }
    return ids;
  }

  private static String field(String message, String start) {
    return message
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + start + " in " + message));
  }
}
