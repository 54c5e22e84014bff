// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Address;

/**
 * A file that a user's filter names: what the user could not read or write is not read or written
 * for them by the server. It stands below the home directory, no symbolic link leads out of there,
 * and it is the user's own or the server's.
 */
final class HomeFile {
  private HomeFile() {}

  /** The path of a name; relative ones stand in the home directory. */
  static Path of(String name, Address address) throws IOException, Undeliverable {
    Path home = address.home == null ? null : Path.of(address.home).normalize();
    boolean system = address.routerName == null;
    if (home == null || !home.isAbsolute()) {
      Path path = Path.of(name);
      if (system && path.isAbsolute()) {
        return path;
      }
      throw refused(name, "there is no home directory for it");
    }
    Path path = home.resolve(name).normalize();
    if (system) {
      return path;
    }
    Path parent = path.getParent();
    if (parent == null || !path.startsWith(home) || path.equals(home)) {
      throw refused(name, "it is not below the home directory");
    }
    if (Files.exists(parent) && !parent.toRealPath().startsWith(home.toRealPath())) {
      throw refused(name, "a symbolic link leads out of the home directory");
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      check(name, path, Ownership.of(address));
    }
    return path;
  }

  private static void check(String name, Path path, Ownership owner)
      throws IOException, Undeliverable {
    Map<String, Object> facts =
        Files.readAttributes(path, "unix:uid,nlink,isRegularFile", LinkOption.NOFOLLOW_LINKS);
    int uid = (Integer) Objects.requireNonNull(facts.get("uid"));
    boolean plain =
        Boolean.TRUE.equals(facts.get("isRegularFile"))
            && ((Number) Objects.requireNonNull(facts.get("nlink"))).intValue() == 1;
    if (!plain || !owner.owns(uid)) {
      throw refused(name, "it is not a file of the user's own");
    }
  }

  private static Undeliverable refused(String name, String why) {
    return Undeliverable.later(
        Cause.NO_ACCESS, "a filter may not use the file " + name + ": " + why);
  }

  /**
   * The content, read from directory to directory, so that nothing on the way can be exchanged for
   * a link after it was looked at.
   */
  static String read(Path file, Address address) throws IOException {
    Path home = address.home == null ? null : Path.of(address.home).normalize();
    if (address.routerName == null || home == null || !file.startsWith(home)) {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(home)) {
      return stream instanceof SecureDirectoryStream<Path> directory
          ? read(directory, home.relativize(file))
          : Files.readString(file, StandardCharsets.ISO_8859_1);
    }
  }

  private static String read(SecureDirectoryStream<Path> directory, Path rest) throws IOException {
    if (rest.getNameCount() > 1) {
      try (SecureDirectoryStream<Path> inner =
          directory.newDirectoryStream(rest.getName(0), LinkOption.NOFOLLOW_LINKS)) {
        return read(inner, rest.subpath(1, rest.getNameCount()));
      }
    }
    Set<java.nio.file.OpenOption> how = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (var in = Channels.newInputStream(directory.newByteChannel(rest, how))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
