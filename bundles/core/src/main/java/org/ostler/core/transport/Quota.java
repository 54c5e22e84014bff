// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Content;
import org.ostler.core.mail.Situation;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * How much a mailbox may hold, and how much it holds. For one delivery.
 *
 * @param most octets, 0 for no limit
 * @param files number of messages of a directory, 0 for no limit
 * @param size what it holds when the configuration knows, or -1
 * @param count how many messages it holds when the configuration knows, or -1
 * @param directory what to count instead of the mailbox, or null
 */
record Quota(
    long most, long files, long size, long count, @Nullable String directory, Settings settings) {

  static Quota of(Expanded expanded, Settings settings, Situation situation)
      throws InterruptedException, Undeliverable {
    return new Quota(
        number(expanded, FileOptions.QUOTA, situation, 0),
        number(expanded, FileOptions.QUOTA_FILECOUNT, situation, 0),
        number(expanded, FileOptions.MAILBOX_SIZE, situation, -1),
        number(expanded, FileOptions.MAILBOX_FILECOUNT, situation, -1),
        expanded.path(FileOptions.QUOTA_DIRECTORY, situation),
        settings);
  }

  static long number(
      Expanded expanded, Option<Expandable> option, Situation situation, long otherwise)
      throws InterruptedException, Undeliverable {
    String text = expanded.value(option, situation, "").strip();
    if (text.endsWith("/no_check")) {
      text = text.substring(0, text.length() - "/no_check".length()).strip();
    }
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,15}[KMGkmg]?")) {
      throw Undeliverable.later(
          Cause.EXPANSION, "malformed value \"" + text + "\" for " + option.name());
    }
    String digits = text.replaceAll("[KMGkmg]", "");
    int shift = 10 * (" KMG".indexOf(Character.toUpperCase(text.charAt(text.length() - 1))));
    return Long.parseLong(digits) << Math.max(0, shift);
  }

  boolean isSet() {
    return most > 0 || files > 0;
  }

  /** Refuses what a mailbox file has no room for; the result is what it holds. */
  long admit(Path file, long held, long length) throws Undeliverable {
    long octets = size >= 0 ? size : held;
    check(file, octets, 0, length);
    return octets;
  }

  /** Refuses what a directory has no room for; the result is what it holds. */
  long admitInto(Path mailbox, long length) throws IOException, Undeliverable {
    boolean known = size >= 0 && (files == 0 || count >= 0);
    Held held = known ? new Held(0, 0) : held(directory == null ? mailbox : Path.of(directory));
    long octets = size >= 0 ? size : held.octets;
    check(mailbox, octets, count >= 0 ? count : held.messages, length);
    return octets;
  }

  private void check(Path mailbox, long octets, long messages, long length) throws Undeliverable {
    // Not inclusive: the message that goes beyond the limit is the last that is taken.
    boolean inclusive = settings.value(FileOptions.QUOTA_IS_INCLUSIVE);
    boolean full = most > 0 && octets + (inclusive ? length : 0) > most;
    boolean many = files > 0 && messages + (inclusive ? 1 : 0) > files;
    if (full || many) {
      throw Undeliverable.later(
          Cause.QUOTA,
          "mailbox is full (MTA-imposed quota exceeded while writing to " + mailbox + ")");
    }
  }

  static long length(Content content) {
    long length = content.bodySize() + 1;
    for (HeaderField field : content.headerFields()) {
      length += field.text().length();
    }
    return length;
  }

  /** What lies in the directory: of a Maildir only what the regular expression allows. */
  private Held held(Path top) throws IOException, Undeliverable {
    boolean maildir = settings.value(FileOptions.MAILDIR_FORMAT);
    Regex directories =
        maildir ? regex(settings.value(FileOptions.MAILDIR_QUOTA_DIRECTORY_REGEX)) : null;
    String named = settings.find(FileOptions.QUOTA_SIZE_REGEX).orElse(null);
    return held(top, directories, named == null ? null : regex(named));
  }

  static Regex regex(String text) throws Undeliverable {
    try {
      return Regex.compile(text, false);
    } catch (BadPattern bad) {
      throw Undeliverable.later(Cause.OTHER, String.valueOf(bad.getMessage()));
    }
  }

  private static Held held(Path directory, @Nullable Regex directories, @Nullable Regex sizes)
      throws IOException, Undeliverable {
    long octets = 0;
    long messages = 0;
    for (Path entry : entries(directory)) {
      String name = String.valueOf(entry.getFileName());
      if (Files.isDirectory(entry)) {
        if (directories == null || find(directories, name) != null) {
          Held inside = held(entry, directories, sizes);
          octets += inside.octets;
          messages += inside.messages;
        }
      } else {
        octets += size(entry, name, sizes);
        messages++;
      }
    }
    return new Held(octets, messages);
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.toList();
    } catch (NoSuchFileException empty) {
      return List.of();
    } catch (UncheckedIOException trouble) {
      throw trouble.getCause();
    }
  }

  static Regex.@Nullable Found find(Regex regex, String text) throws Undeliverable {
    try {
      return regex.find(text);
    } catch (Overrun overrun) {
      throw Undeliverable.later(Cause.OTHER, String.valueOf(overrun.getMessage()));
    }
  }

  /** The size in the file's name where {@code quota_size_regex} finds one: that asks no disk. */
  private static long size(Path file, String name, @Nullable Regex sizes)
      throws IOException, Undeliverable {
    Regex.Found found = sizes == null ? null : find(sizes, name);
    String digits = found == null || found.groups().length < 2 ? null : found.groups()[1];
    if (digits != null && digits.matches("[0-9]{1,15}")) {
      return Long.parseLong(digits);
    }
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private record Held(long octets, long messages) {}
}
