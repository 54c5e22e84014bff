// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.api.transport.Cause;
import org.ostler.core.mail.Address;
import org.ostler.core.route.Users;

/**
 * Who owns what a delivery makes. A server that is root gives files to the address's user and runs
 * commands as that user; any other server can only be itself (docs/adr/0005-one-user.md).
 *
 * @param uid the user's number, -1 to leave things as they are
 * @param gid the group's number
 * @param allGroups whether commands run with all groups of the user
 */
record Ownership(long uid, long gid, boolean allGroups) {
  static final Ownership OURS = new Ownership(-1, -1, false);

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final Users USERS = Users.ofHost();

  /** What the address's user and group mean here. */
  static Ownership of(Address address) throws IOException, Undeliverable {
    String user = address.user;
    if (!ROOT || user == null || user.isEmpty()) {
      return OURS;
    }
    Optional<Users.User> found = USERS.find(user);
    boolean number = isNumber(user);
    if (found.isEmpty() && !number) {
      throw Undeliverable.later(Cause.OTHER, "user " + user + " does not exist on this host");
    }
    long uid = found.map(one -> (long) one.uid()).orElseGet(() -> Long.parseLong(user));
    long own = found.map(one -> (long) one.gid()).orElse(uid);
    return new Ownership(uid, group(address.group, own), address.initgroups && found.isPresent());
  }

  private static long group(@Nullable String group, long otherwise)
      throws IOException, Undeliverable {
    if (group == null || group.isEmpty()) {
      return otherwise;
    }
    if (isNumber(group)) {
      return Long.parseLong(group);
    }
    for (String line : Files.readAllLines(Path.of("/etc/group"), StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && fields[0].equals(group) && isNumber(fields[2])) {
        return Long.parseLong(fields[2]);
      }
    }
    throw Undeliverable.later(Cause.OTHER, "group " + group + " does not exist on this host");
  }

  private static boolean isNumber(String text) {
    return text.length() <= 9 && !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }

  /** Gives away what was just made. */
  void give(Path made) throws IOException {
    if (uid >= 0) {
      Files.setAttribute(made, "unix:gid", (int) gid);
      Files.setAttribute(made, "unix:uid", (int) uid);
    }
  }

  /** Whether the file belongs to the one who is to own it. */
  boolean owns(int owner) {
    return uid < 0 || owner == uid;
  }

  boolean ownsGroup(int group) {
    return uid < 0 || group == gid;
  }

  /** The command with what makes it run as the user. */
  List<String> command(List<String> words) {
    if (uid < 0) {
      return words;
    }
    List<String> all = new java.util.ArrayList<>();
    all.addAll(List.of("/usr/bin/setpriv", "--reuid=" + uid, "--regid=" + gid));
    all.addAll(List.of(allGroups ? "--init-groups" : "--clear-groups", "--"));
    all.addAll(words);
    return List.copyOf(all);
  }
}
