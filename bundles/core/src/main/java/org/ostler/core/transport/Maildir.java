// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  Maildir(Settings settings, Expanded expanded, Folder folder) {
    this.settings = settings;
    this.expanded = expanded;
    this.folder = folder;
  }

  void store(Path directory, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    for (String part : new String[] {"tmp", "new", "cur"}) {
      folder.ensure(directory.resolve(part), owner);
    }
    String name = uniqueName(situation);
    Path temporary = directory.resolve("tmp").resolve(name);
    folder.write(temporary, delivery, situation, owner);
    Path fresh = directory.resolve("new");
    boolean arrived = false;
    try {
      Files.move(temporary, fresh.resolve(name + tag(situation)), StandardCopyOption.ATOMIC_MOVE);
      arrived = true;
    } finally {
      if (!arrived) {
        Files.deleteIfExists(temporary);
      }
    }
    Folder.force(fresh);
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
