// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What arrived at the other end.
 *
 * @param recipient the first address of the envelope
 * @param text the message after the trace fields of this journey, with LF at the end of each line
 */
record Received(String recipient, String text) {
  private static final Pattern RECIPIENT =
      Pattern.compile("(?m)^(?:X-Rcpt-Args:|Envelope-to:) <?([^>\\s]*)>?.*$");
  private static final Pattern FIELD =
      Pattern.compile(
          "\\A(Received|Return-path|Envelope-to|Delivery-date|X-[A-Z][a-z]+-[A-Z][a-z]+):.*\n"
              + "([ \t].*\n"
              + ")*");

  /** From a file of {@code smtp-sink}, where the message has passed so many hosts before. */
  static Received fromSink(Path file, int hosts) throws IOException {
    String dump = Files.readString(file, StandardCharsets.ISO_8859_1);
    String message = dump;
    while (message.startsWith("X-")) {
      message = withoutFirstField(message);
    }
    message = withoutTrace(message, hosts + 1); // smtp-sink adds one as well
    // ... and an empty line at the end.
    return new Received(recipient(dump), message.substring(0, message.length() - 1));
  }

  /** From a file of a Maildir, which says {@code Envelope-to}. */
  static Received fromMaildir(Path file, int hosts) throws IOException {
    String message = Files.readString(file, StandardCharsets.ISO_8859_1);
    String rest = message;
    while (!rest.startsWith("Received:")) {
      rest = withoutFirstField(rest);
    }
    return new Received(recipient(message), withoutTrace(rest, hosts));
  }

  private static String withoutTrace(String message, int hosts) {
    String rest = message;
    for (int i = 0; i < hosts; i++) {
      if (!rest.startsWith("Received:")) {
        throw new AssertionError("a Received field is missing: " + head(rest));
      }
      rest = withoutFirstField(rest);
    }
    return rest;
  }

  private static String withoutFirstField(String message) {
    Matcher field = FIELD.matcher(message);
    if (!field.find()) {
      throw new AssertionError("not a trace field: " + head(message));
    }
    return message.substring(field.end());
  }

  private static String recipient(String text) {
    Matcher matcher = RECIPIENT.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no recipient in " + head(text));
    }
    return matcher.group(1);
  }

  private static String head(String text) {
    return text.substring(0, Math.min(text.length(), 300));
  }
}
