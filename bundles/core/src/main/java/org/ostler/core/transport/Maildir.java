// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Cause;
import org.ostler.api.transport.Delivery;
import org.ostler.core.mail.Situation;

/**
 * Stores messages in Maildirs: written in {@code tmp}, forced to disk, then renamed into {@code
 * new}.
 */
final class Maildir {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Settings settings;
  private final Expanded expanded;
  private final Folder folder;
  private final Names names;

  /** Gives each message a name. */
  @FunctionalInterface
  interface Names {
    String next(Situation situation) throws InterruptedException;
  }

  Maildir(Settings settings, Expanded expanded, Folder folder) {
    this(settings, expanded, folder, Maildir::uniqueName);
  }

  Maildir(Settings settings, Expanded expanded, Folder folder, Names names) {
    this.settings = settings;
    this.expanded = expanded;
    this.folder = folder;
    this.names = names;
  }

  /** Makes sure that the Maildir is there. */
  void ensure(Path directory, Ownership owner) throws IOException, Undeliverable {
    for (String part : new String[] {"tmp", "new", "cur"}) {
      folder.ensure(directory.resolve(part), owner);
    }
    markFolder(directory, owner);
  }

  /** Stores the message; the result is the length of its file. */
  long store(Path directory, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    ensure(directory, owner);
    String name = written(directory.resolve("tmp"), delivery, situation, owner);
    Path temporary = directory.resolve("tmp").resolve(name);
    Path fresh = directory.resolve("new");
    boolean arrived = false;
    long length;
    try {
      length = Files.size(temporary);
      Files.move(temporary, fresh.resolve(name + tag(situation)), StandardCopyOption.ATOMIC_MOVE);
      arrived = true;
    } finally {
      if (!arrived) {
        Files.deleteIfExists(temporary);
      }
    }
    Folder.force(fresh);
    return length;
  }

  /** Writes the message under a name that nobody else has; the name. */
  private String written(Path tmp, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    int tries = Math.max(1, settings.value(FileOptions.MAILDIR_RETRIES));
    for (int left = tries; ; left--) {
      String name = names.next(situation);
      try {
        folder.write(tmp.resolve(name), delivery, situation, owner);
        return name;
      } catch (FileAlreadyExistsException taken) {
        if (left <= 1) {
          throw Undeliverable.later(
              Cause.OTHER,
              "failed to open " + tmp.resolve(name) + " (" + tries + " tries): File exists");
        }
      }
    }
  }

  /** Maildir++ knows the folders of a mailbox by a file in each. */
  private void markFolder(Path directory, Ownership owner) throws IOException, Undeliverable {
    String pattern = settings.find(FileOptions.MAILDIRFOLDER_CREATE_REGEX).orElse(null);
    Path mark = directory.resolve("maildirfolder");
    if (pattern != null
        && !Files.exists(mark)
        && Quota.find(Quota.regex(pattern), directory.toString()) != null) {
      Files.createFile(mark, PosixFilePermissions.asFileAttribute(Folder.permissions(0600)));
      owner.give(mark);
    }
  }

  /**
   * Time, microseconds, process and a count make the name unique here; the host name makes it
   * unique elsewhere.
   */
  private static String uniqueName(Situation situation) throws InterruptedException {
    Instant now = Instant.now();
    return now.getEpochSecond()
        + ".H"
        + now.getNano() / 1000
        + "P"
        + ProcessHandle.current().pid()
        + "Q"
        + COUNT.incrementAndGet()
        + "."
        + hostName(situation.variable("primary_hostname"));
  }

  private static String hostName(@Nullable Text name) {
    String host =
        name == null || name.isEmpty()
            ? InetAddress.getLoopbackAddress().getHostName()
            : name.value();
    return host.replace("/", "\\057").replace(":", "\\072");
  }

  private String tag(Situation situation) throws InterruptedException, Undeliverable {
    String tag = expanded.value(FileOptions.MAILDIR_TAG, situation, "");
    if (tag.indexOf('/') >= 0) {
      throw Undeliverable.later(
          Cause.EXPANSION, "maildir_tag of the " + settings.name() + " transport contains a slash");
    }
    return tag;
  }
}
