// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.time.Duration;
import java.util.List;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/** The private options of the appendfile transport. */
public final class FileOptions {
  public static final Option<Boolean> ALLOW_SYMLINK = Option.bool("allow_symlink", false);
  public static final Option<Expandable> CHECK_STRING = Option.expanded("check_string", null);
  public static final Option<Boolean> CHECK_OWNER = Option.bool("check_owner", true);
  public static final Option<Boolean> CREATE_DIRECTORY = Option.bool("create_directory", true);
  public static final Option<String> CREATE_FILE = Option.string("create_file", "anywhere");
  public static final Option<Expandable> DIRECTORY = Option.expanded("directory", null);
  public static final Option<Expandable> DIRECTORY_FILE =
      Option.expanded("directory_file", "q${base62:$tod_epoch}-$inode");
  public static final Option<Integer> DIRECTORY_MODE = Option.octal("directory_mode", "0700");
  public static final Option<Expandable> ESCAPE_STRING = Option.expanded("escape_string", null);
  public static final Option<Expandable> FILE = Option.expanded("file", null);
  public static final Option<Boolean> FILE_MUST_EXIST = Option.bool("file_must_exist", false);
  public static final Option<Duration> LOCK_INTERVAL = Option.time("lock_interval", "3s");
  public static final Option<Integer> LOCK_RETRIES = Option.integer("lock_retries", 10);
  public static final Option<Integer> LOCKFILE_MODE = Option.octal("lockfile_mode", "0600");
  public static final Option<Duration> LOCKFILE_TIMEOUT = Option.time("lockfile_timeout", "30m");
  public static final Option<Expandable> MAILBOX_FILECOUNT =
      Option.expanded("mailbox_filecount", null);
  public static final Option<Expandable> MAILBOX_SIZE = Option.expanded("mailbox_size", null);
  public static final Option<Boolean> MAILDIR_FORMAT = Option.bool("maildir_format", false);
  public static final Option<String> MAILDIR_QUOTA_DIRECTORY_REGEX =
      Option.string("maildir_quota_directory_regex", "^(?:cur|new|\\..*)$");

  /** Whether {@code maildirsize} of Maildir++ is kept and believed. */
  public static final Option<Expandable> MAILDIR_USE_SIZE_FILE =
      Option.expanded("maildir_use_size_file", "false");

  public static final Option<Expandable> MAILDIR_TAG = Option.expanded("maildir_tag", null);
  public static final Option<Expandable> MESSAGE_PREFIX = Option.expanded("message_prefix", null);
  public static final Option<Expandable> MESSAGE_SUFFIX = Option.expanded("message_suffix", null);
  public static final Option<Integer> MODE = Option.octal("mode", "0600");
  public static final Option<Boolean> MODE_FAIL_NARROWER = Option.bool("mode_fail_narrower", true);
  public static final Option<Expandable> QUOTA = Option.expanded("quota", null);
  public static final Option<Expandable> QUOTA_DIRECTORY = Option.expanded("quota_directory", null);
  public static final Option<Expandable> QUOTA_FILECOUNT = Option.expanded("quota_filecount", null);
  public static final Option<Boolean> QUOTA_IS_INCLUSIVE = Option.bool("quota_is_inclusive", true);
  public static final Option<String> QUOTA_SIZE_REGEX = Option.string("quota_size_regex", null);
  public static final Option<Expandable> QUOTA_WARN_MESSAGE =
      Option.expanded(
          "quota_warn_message",
          "To: $local_part@$domain\nSubject: Your mailbox\n\n"
              + "This message is automatically created by mail delivery software.\n\n"
              + "The size of your mailbox has exceeded a warning threshold that is\n"
              + "set by the system administrator.\n");
  public static final Option<Expandable> QUOTA_WARN_THRESHOLD =
      Option.expanded("quota_warn_threshold", null);

  /** Whether named pipes are written to. */
  public static final Option<Boolean> ALLOW_FIFO = Option.bool("allow_fifo", false);

  /** Texts that files begin with, and the transports for them. */
  public static final Option<String> FILE_FORMAT = Option.string("file_format", null);

  /** Mailboxes of the c-client library. */
  public static final Option<Boolean> MBX_FORMAT = Option.bool("mbx_format", false);

  public static final Option<Boolean> USE_MBX_LOCK = Option.bool("use_mbx_lock", false);
  public static final Option<Boolean> USE_FLOCK_LOCK = Option.bool("use_flock_lock", false);

  /** How long to wait for a lock of flock, after {@code lock_retries}; 0 never waits. */
  public static final Option<Duration> LOCK_FLOCK_TIMEOUT = Option.time("lock_flock_timeout", "0s");

  /** Whether the daemon comsat hears of new mail. */
  public static final Option<Boolean> NOTIFY_COMSAT = Option.bool("notify_comsat", false);

  public static final Option<Boolean> CHECK_GROUP = Option.bool("check_group", false);

  /** How long to wait for the lock itself, after {@code lock_retries}; 0 never waits. */
  public static final Option<Duration> LOCK_FCNTL_TIMEOUT = Option.time("lock_fcntl_timeout", "0s");

  public static final Option<String> MAILDIRFOLDER_CREATE_REGEX =
      Option.string("maildirfolder_create_regex", null);
  public static final Option<Integer> MAILDIR_RETRIES = Option.integer("maildir_retries", 10);

  /** Two files a message: its envelope, and the message. */
  public static final Option<Boolean> MAILSTORE_FORMAT = Option.bool("mailstore_format", false);

  public static final Option<Expandable> MAILSTORE_PREFIX =
      Option.expanded("mailstore_prefix", null);
  public static final Option<Expandable> MAILSTORE_SUFFIX =
      Option.expanded("mailstore_suffix", null);

  /** Messages as commands of SMTP, for another program to read. */
  public static final Option<Boolean> USE_BSMTP = Option.bool("use_bsmtp", false);

  public static final Option<Boolean> USE_CRLF = Option.bool("use_crlf", false);
  public static final Option<Boolean> USE_FCNTL_LOCK = Option.bool("use_fcntl_lock", true);
  public static final Option<Boolean> USE_LOCKFILE = Option.bool("use_lockfile", true);

  private FileOptions() {}

  /** The permissions of a file: those that a filter wants, or the transport's. */
  static int mode(Settings settings, Situation situation) {
    Address address = situation.addressee();
    return address != null && address.mode > 0 ? address.mode : settings.value(MODE);
  }

  /** All of them, for the driver. */
  public static List<Option<?>> all() {
    return List.of(
        ALLOW_FIFO,
        ALLOW_SYMLINK,
        FILE_FORMAT,
        LOCK_FLOCK_TIMEOUT,
        MBX_FORMAT,
        NOTIFY_COMSAT,
        USE_FLOCK_LOCK,
        USE_MBX_LOCK,
        CHECK_STRING,
        CHECK_OWNER,
        CREATE_DIRECTORY,
        CREATE_FILE,
        DIRECTORY,
        DIRECTORY_FILE,
        DIRECTORY_MODE,
        ESCAPE_STRING,
        FILE,
        FILE_MUST_EXIST,
        LOCK_INTERVAL,
        LOCK_RETRIES,
        LOCKFILE_MODE,
        LOCKFILE_TIMEOUT,
        MAILBOX_FILECOUNT,
        MAILBOX_SIZE,
        MAILDIR_FORMAT,
        MAILDIR_QUOTA_DIRECTORY_REGEX,
        MAILDIR_TAG,
        MAILDIR_USE_SIZE_FILE,
        MESSAGE_PREFIX,
        MESSAGE_SUFFIX,
        MODE,
        MODE_FAIL_NARROWER,
        QUOTA,
        QUOTA_DIRECTORY,
        QUOTA_FILECOUNT,
        QUOTA_IS_INCLUSIVE,
        QUOTA_SIZE_REGEX,
        QUOTA_WARN_MESSAGE,
        QUOTA_WARN_THRESHOLD,
        CHECK_GROUP,
        LOCK_FCNTL_TIMEOUT,
        MAILDIRFOLDER_CREATE_REGEX,
        MAILDIR_RETRIES,
        MAILSTORE_FORMAT,
        MAILSTORE_PREFIX,
        MAILSTORE_SUFFIX,
        BatchOptions.BATCH_ID,
        BatchOptions.BATCH_MAX,
        USE_BSMTP,
        USE_CRLF,
        USE_FCNTL_LOCK,
        USE_LOCKFILE);
  }
}
