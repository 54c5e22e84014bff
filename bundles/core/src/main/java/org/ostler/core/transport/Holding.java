// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ostler.language.regex.Regex;

/**
 * What a mailbox of many files holds.
 *
 * @param octets of all messages
 * @param messages how many there are
 * @param latest when one of the directories was changed last
 */
record Holding(long octets, long messages, Instant latest) {
  static final Holding NOTHING = new Holding(0, 0, Instant.EPOCH);

  Holding plus(Holding more) {
    return new Holding(
        octets + more.octets,
        messages + more.messages,
        latest.isAfter(more.latest) ? latest : more.latest);
  }

  /**
   * Counts a Maildir: the files below its directories that {@code directories} allows, where one
   * that begins with a dot is a folder, which is a Maildir itself.
   */
  static Holding ofMaildir(Path maildir, Regex directories, @Nullable Regex sizes)
      throws IOException, Undeliverable {
    Holding all = NOTHING;
    for (Path entry : entries(maildir)) {
      String name = name(entry);
      if (Files.isDirectory(entry) && Quota.find(directories, name) != null) {
        Holding inside =
            name.startsWith(".") ? ofMaildir(entry, directories, sizes) : ofDirectory(entry, sizes);
        all = all.plus(inside).plus(new Holding(0, 0, changed(entry)));
      }
    }
    return all;
  }

  /** Counts all files of a directory and below. */
  static Holding ofDirectory(Path directory, @Nullable Regex sizes)
      throws IOException, Undeliverable {
    Holding all = NOTHING;
    for (Path entry : entries(directory)) {
      all =
          all.plus(
              Files.isDirectory(entry)
                  ? ofDirectory(entry, sizes)
                  : new Holding(size(entry, name(entry), sizes), 1, Instant.EPOCH));
    }
    return all;
  }

  private static String name(Path entry) {
    return String.valueOf(entry.getFileName());
  }

  private static Instant changed(Path directory) throws IOException {
    try {
      return Files.getLastModifiedTime(directory).toInstant();
    } catch (NoSuchFileException gone) {
      return Instant.EPOCH;
    }
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

  /** The size in the file's name where {@code quota_size_regex} finds one: that asks no disk. */
  private static long size(Path file, String name, @Nullable Regex sizes)
      throws IOException, Undeliverable {
    Regex.Found found = sizes == null ? null : Quota.find(sizes, name);
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
}
