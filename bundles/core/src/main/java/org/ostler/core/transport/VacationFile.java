// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Address;

/**
 * The file that remembers whom a Sieve filter answered. The configuration says in which directory
 * it stands, and the directory is made when it is first needed. Below the user's home it could be a
 * link that the user made, and must not lead out of there.
 */
final class VacationFile {
  private VacationFile() {}

  /** The path of a file, whose directory is there now. */
  static Path of(String name, Address address) throws IOException, Undeliverable {
    Path path = Path.of(name).normalize();
    Path directory = path.getParent();
    Path home = address.home == null ? null : Path.of(address.home).normalize();
    boolean users = directory != null && home != null && directory.startsWith(home);
    if (directory != null && !Files.isDirectory(directory)) {
      if (users && !isInside(directory, home)) {
        throw refused(name, "a symbolic link leads out of the home directory");
      }
      make(directory, Ownership.of(address));
    }
    if (users) {
      return HomeFile.of(name, address);
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(name, "it is no regular file");
    }
    return path;
  }

  private static boolean isInside(Path directory, @Nullable Path home) throws IOException {
    Path there = directory;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there != null && home != null && there.toRealPath().startsWith(home.toRealPath());
  }

  /** Makes a directory, and those above it, for the user alone. */
  private static void make(Path directory, Ownership owner) throws IOException {
    Path above = directory.getParent();
    if (above != null && !Files.isDirectory(above)) {
      make(above, owner);
    }
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    owner.give(directory);
  }

  private static Undeliverable refused(String name, String why) {
    return Undeliverable.later(
        Cause.NO_ACCESS, "a filter may not use the file " + name + ": " + why);
  }
}
