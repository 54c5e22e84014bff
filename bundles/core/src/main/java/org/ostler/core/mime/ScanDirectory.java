// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mime;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.Recipient;
import org.ostler.core.mail.Message;

/**
 * The directory of a message in {@code scan}, with the whole message as a file, as scanners want
 * it, and what is decoded of it. It is gone when the lists for parts are done, unless {@code
 * control = no_mbox_unspool} keeps it.
 */
final class ScanDirectory implements AutoCloseable {
  /** As many names of one kind as Exim tries. */
  private static final int MOST_FILES = 1024;

  private final Path directory;
  private final String id;
  private final Message message;

  private ScanDirectory(Path directory, String id, Message message) {
    this.directory = directory;
    this.id = id;
    this.message = message;
  }

  /** Makes the directory and the file of the message. */
  static ScanDirectory of(Path data, Message message) throws IOException {
    String id = String.valueOf(message.queueId());
    Path directory = Files.createDirectories(data.resolve("scan").resolve(id));
    ScanDirectory scan = new ScanDirectory(directory, id, message);
    try {
      scan.write();
      return scan;
    } catch (IOException e) {
      scan.close();
      throw e;
    }
  }

  Path mail() {
    return directory.resolve(id + ".eml");
  }

  Path directory() {
    return directory;
  }

  private void write() throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail()))) {
      StringBuilder head = new StringBuilder();
      String sender = message.sender() == null ? "" : message.sender().address();
      head.append("X-Envelope-From: <").append(sender).append(">\n");
      StringJoiner recipients = new StringJoiner(",\n ", "X-Envelope-To: ", "\n");
      for (Recipient recipient : message.recipients()) {
        recipients.add("<" + recipient.address() + ">");
      }
      head.append(recipients);
      for (HeaderField field : message.headerFields()) {
        head.append(field.text());
      }
      out.write(head.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
      if (message.body != null) {
        try (InputStream body = message.body.open()) {
          body.transferTo(out);
        }
      }
    }
  }

  /** The first name in the directory that is not taken: its own, unless another one is given. */
  @Nullable Path free(@Nullable Path other, String prefix) {
    for (int i = 0; i < MOST_FILES; i++) {
      Path file = (other == null ? directory : other).resolve(prefix + "%05d".formatted(i));
      if (Files.notExists(file)) {
        return file;
      }
    }
    return null;
  }

  String id() {
    return id;
  }

  @Override
  public void close() throws IOException {
    if (message.controls.keepScanned || Files.notExists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException trouble)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
