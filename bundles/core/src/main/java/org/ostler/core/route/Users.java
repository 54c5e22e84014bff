// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The login names of this host, read from the password file and read again when it changes. A file
 * that cannot be read is an {@link IOException}: nobody's mail fails because of it. Safe for many
 * threads.
 */
public final class Users {
  /**
   * One line of the password file.
   *
   * @param name the login name
   * @param uid its number
   * @param gid the number of its first group
   * @param home the home directory
   */
  public record User(String name, int uid, int gid, String home) {}

  private record Loaded(FileTime changed, long size, Map<String, User> users) {}

  private final Path passwords;
  private volatile Loaded loaded = new Loaded(FileTime.fromMillis(0), -1, Map.of());

  public Users(Path passwords) {
    this.passwords = passwords;
  }

  /** The users of this host. */
  public static Users ofHost() {
    return new Users(Path.of("/etc/passwd"));
  }

  public Optional<User> find(String name) throws IOException {
    FileTime changed = Files.getLastModifiedTime(passwords);
    long size = Files.size(passwords);
    Loaded current = loaded;
    if (!current.changed.equals(changed) || current.size != size) {
      current = new Loaded(changed, size, read());
      loaded = current;
    }
    return Optional.ofNullable(current.users.get(name));
  }

  private Map<String, User> read() throws IOException {
    Map<String, User> users = new HashMap<>();
    List<String> lines = Files.readAllLines(passwords, StandardCharsets.ISO_8859_1);
    for (String line : lines) {
      String[] fields = line.split(":", -1);
      if (fields.length >= 7 && isNumber(fields[2]) && isNumber(fields[3])) {
        users.put(
            fields[0],
            new User(
                fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), fields[5]));
      }
    }
    return users;
  }

  private static boolean isNumber(String field) {
    return field.matches("\\d{1,9}");
  }
}
