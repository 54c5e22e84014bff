// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.Option;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;
import org.ostler.api.transport.Delivery;
import org.ostler.core.mail.Situation;

/**
 * Stores each message as two files, {@code NAME.msg} and {@code NAME.env}: whoever sees the second
 * finds the first whole. The second has a line of the configuration's, the sender, the recipients,
 * and another line of the configuration's.
 */
final class Mailstore {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Settings settings;
  private final Expanded expanded;
  private final Folder folder;

  Mailstore(Settings settings, Expanded expanded, Folder folder) {
    this.settings = settings;
    this.expanded = expanded;
    this.folder = folder;
  }

  void store(Path directory, Delivery delivery, Situation situation, Ownership owner)
      throws IOException, InterruptedException, Undeliverable {
    folder.ensure(directory, owner);
    Path base =
        directory.resolve(
            "%s-%s"
                .formatted(
                    delivery.queueId(),
                    Long.toString(COUNT.incrementAndGet(), Character.MAX_RADIX)
                        + Long.toString(System.nanoTime() & 0xfffffL, Character.MAX_RADIX)));
    situation.findings().set("mailstore_basename", Text.of(base.toString()));
    Path message = Path.of(base + ".msg");
    folder.write(message, delivery, situation, owner);
    boolean whole = false;
    try {
      write(Path.of(base + ".tmp"), envelope(delivery, situation), owner);
      Files.move(Path.of(base + ".tmp"), Path.of(base + ".env"), StandardCopyOption.ATOMIC_MOVE);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(Path.of(base + ".tmp"));
        Files.deleteIfExists(message);
      }
    }
    Folder.force(directory);
  }

  private String envelope(Delivery delivery, Situation situation)
      throws InterruptedException, Undeliverable {
    StringBuilder text = new StringBuilder(line(FileOptions.MAILSTORE_PREFIX, situation));
    text.append(delivery.returnPath().address()).append('\n');
    for (Addressee addressee : delivery.addressees()) {
      text.append(addressee.address()).append('\n');
    }
    return text.append(line(FileOptions.MAILSTORE_SUFFIX, situation)).toString();
  }

  private String line(Option<Expandable> option, Situation situation)
      throws InterruptedException, Undeliverable {
    String text = expanded.value(option, situation, "");
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  private void write(Path file, String text, Ownership owner) throws IOException {
    var mode = Folder.permissions(settings.value(FileOptions.MODE));
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(mode))) {
      owner.give(file);
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
      channel.force(true);
    }
  }
}
