// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Maildirs below a directory. */
public final class Mailboxes {
  private static final String MESSAGE_ID = "Message-ID: ";

  private Mailboxes() {}

  /** The files of new messages. */
  public static List<Path> files(Path mail) throws IOException {
    if (!Files.exists(mail)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(mail)) {
      return files
          .filter(file -> file.getParent().endsWith("new") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
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
