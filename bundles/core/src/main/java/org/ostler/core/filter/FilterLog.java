// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file that a filter writes lines to: opened with its first line, closed with the filter. */
final class FilterLog {
  private static final int USUAL_MODE = 0600;

  private static final Set<OpenOption> APPENDING =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.APPEND,
          LinkOption.NOFOLLOW_LINKS);

  private final boolean delivering;
  private @Nullable String path;
  private int mode = USUAL_MODE;
  private @Nullable SeekableByteChannel file;

  FilterLog(boolean delivering) {
    this.delivering = delivering;
  }

  void open(String name, int permissions) {
    close();
    path = name;
    mode = permissions < 0 ? USUAL_MODE : permissions;
  }

  void write(String line) throws BadFilter {
    if (path == null) {
      throw new BadFilter("attempt to obey \"logwrite\" command without a previous \"logfile\"");
    }
    if (!delivering) {
      return;
    }
    if (!path.startsWith("/")) {
      throw new BadFilter("filter log file \"" + path + "\" is not an absolute path");
    }
    try {
      if (file == null) {
        file =
            Files.newByteChannel(
                Path.of(path), APPENDING, PosixFilePermissions.asFileAttribute(permissions(mode)));
      }
      ByteBuffer octets = ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
      while (octets.hasRemaining()) {
        file.write(octets);
      }
    } catch (IOException trouble) {
      throw new BadFilter("filter log file \"" + path + "\": " + trouble);
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int bit = 0; bit < all.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        permissions.add(all[bit]);
      }
    }
    return permissions;
  }

  void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException gone) {
      // what was written is written
    }
    file = null;
    path = null;
  }
}
