// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Content;
import org.ostler.core.mail.Situation;
import org.ostler.core.route.Words;
import org.ostler.language.regex.BadPattern;
import org.ostler.language.regex.Overrun;
import org.ostler.language.regex.Regex;

/**
 * How much a mailbox may hold, and how much it holds. For one delivery.
 *
 * @param most octets, 0 for no limit
 * @param files number of messages of a directory, 0 for no limit
 * @param mostHolds whether what would go beyond {@code most} is refused
 * @param filesHold whether what would go beyond {@code files} is refused
 * @param size what it holds when the configuration knows, or -1
 * @param count how many messages it holds when the configuration knows, or -1
 * @param directory what to count instead of the mailbox, or null
 * @param sizeFile whether a file in a Maildir tells what it holds
 */
record Quota(
    long most,
    long files,
    boolean mostHolds,
    boolean filesHold,
    long size,
    long count,
    @Nullable String directory,
    boolean sizeFile,
    Settings settings) {
  /** Behind a limit that is only told to others: it stands in {@code maildirsize}. */
  private static final String NO_CHECK = "/no_check";

  static Quota of(Expanded expanded, Settings settings, Situation situation)
      throws InterruptedException, Undeliverable {
    return new Quota(
        number(expanded, FileOptions.QUOTA, situation, 0),
        number(expanded, FileOptions.QUOTA_FILECOUNT, situation, 0),
        holds(expanded, FileOptions.QUOTA, situation),
        holds(expanded, FileOptions.QUOTA_FILECOUNT, situation),
        number(expanded, FileOptions.MAILBOX_SIZE, situation, -1),
        number(expanded, FileOptions.MAILBOX_FILECOUNT, situation, -1),
        expanded.path(FileOptions.QUOTA_DIRECTORY, situation),
        sizeFile(expanded, situation),
        settings);
  }

  private static boolean sizeFile(Expanded expanded, Situation situation)
      throws InterruptedException, Undeliverable {
    return Words.holds(expanded.value(FileOptions.MAILDIR_USE_SIZE_FILE, situation, "false"));
  }

  static long number(
      Expanded expanded, Option<Expandable> option, Situation situation, long otherwise)
      throws InterruptedException, Undeliverable {
    String text = expanded.value(option, situation, "").strip();
    if (text.endsWith(NO_CHECK)) {
      text = text.substring(0, text.length() - NO_CHECK.length()).strip();
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

  private static boolean holds(Expanded expanded, Option<Expandable> option, Situation situation)
      throws InterruptedException, Undeliverable {
    return !expanded.value(option, situation, "").strip().endsWith(NO_CHECK);
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

  /**
   * Refuses what a directory has no room for.
   *
   * @param owner who owns the file that tells what a Maildir holds; null to leave it as it is
   */
  Admission admitInto(Path mailbox, long length, @Nullable Ownership owner)
      throws IOException, Undeliverable {
    boolean maildir = settings.value(FileOptions.MAILDIR_FORMAT);
    Path top = maildir ? MaildirTally.top(mailbox) : mailbox;
    if (maildir && !MaildirTally.isCounted(top, mailbox, settings)) {
      return new Admission(0, null);
    }
    Path counted = directory == null ? top : Path.of(directory);
    MaildirTally tally = maildir && sizeFile ? new MaildirTally(counted, this) : null;
    boolean known = size >= 0 && (files == 0 || count >= 0);
    Holding held =
        tally != null
            ? tally.held(length, owner)
            : known ? Holding.NOTHING : held(counted, maildir);
    long octets = size >= 0 ? size : held.octets();
    check(mailbox, octets, count >= 0 ? count : held.messages(), length);
    return new Admission(octets, tally);
  }

  /** What lies in the directory: of a Maildir only what the regular expression allows. */
  Holding held(Path counted, boolean maildir) throws IOException, Undeliverable {
    String named = settings.find(FileOptions.QUOTA_SIZE_REGEX).orElse(null);
    Regex sizes = named == null ? null : regex(named);
    return maildir
        ? Holding.ofMaildir(
            counted, regex(settings.value(FileOptions.MAILDIR_QUOTA_DIRECTORY_REGEX)), sizes)
        : Holding.ofDirectory(counted, sizes);
  }

  /** Whether a message of {@code length} octets would be too much. */
  boolean isExceeded(long octets, long messages, long length) {
    return beyondSize(octets, length) || beyondCount(messages);
  }

  // Not inclusive: the message that goes beyond the limit is the last that is taken.
  private boolean beyondSize(long octets, long length) {
    return most > 0 && octets + (inclusive() ? length : 0) > most;
  }

  private boolean beyondCount(long messages) {
    return files > 0 && messages + (inclusive() ? 1 : 0) > files;
  }

  private boolean inclusive() {
    return settings.value(FileOptions.QUOTA_IS_INCLUSIVE);
  }

  private void check(Path mailbox, long octets, long messages, long length) throws Undeliverable {
    if ((mostHolds && beyondSize(octets, length)) || (filesHold && beyondCount(messages))) {
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

  static Regex regex(String text) throws Undeliverable {
    try {
      return Regex.compile(text, false);
    } catch (BadPattern bad) {
      throw Undeliverable.later(Cause.OTHER, String.valueOf(bad.getMessage()));
    }
  }

  static Regex.@Nullable Found find(Regex regex, String text) throws Undeliverable {
    try {
      return regex.find(text);
    } catch (Overrun overrun) {
      throw Undeliverable.later(Cause.OTHER, String.valueOf(overrun.getMessage()));
    }
  }
}
