// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code require_files}: paths that must exist, or must not with {@code !}; after an item {@code
 * user} or {@code user,group}, they must be readable by that user. Rights are read off the modes,
 * as Exim does, since the server does not become that user: access lists and supplementary groups
 * are not seen.
 */
final class RequiredFiles {
  /** What the list says. */
  enum Verdict {
    MET,
    NOT_MET
  }

  /** The question cannot be answered now. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String message) {
      super(message, null, false, false);
    }
  }

  private final Users users;
  private int uid = -1;
  private int gid = -1;

  RequiredFiles(Users users) {
    this.users = users;
  }

  /**
   * Looks at the next item, expanded; one without a slash names whom the items behind it are for.
   */
  Verdict test(String item) throws Unanswered {
    boolean denialIsAbsence = item.startsWith("+");
    String rest = denialIsAbsence ? item.substring(1).strip() : item;
    boolean absent = rest.startsWith("!");
    String name = absent ? rest.substring(1).strip() : rest;
    if (name.isEmpty()) {
      return Verdict.MET;
    }
    if (!name.contains("/")) {
      user(name);
      return Verdict.MET;
    }
    return exists(name, denialIsAbsence) == absent ? Verdict.NOT_MET : Verdict.MET;
  }

  private void user(String item) throws Unanswered {
    int comma = item.indexOf(',');
    String name = comma < 0 ? item : item.substring(0, comma).strip();
    try {
      Optional<Users.User> found = users.find(name);
      if (found.isEmpty() && !isNumber(name)) {
        throw new Unanswered("user \"" + name + "\" for require_files not found");
      }
      uid = found.map(Users.User::uid).orElseGet(() -> Integer.parseInt(name));
      gid = comma < 0 ? found.map(Users.User::gid).orElse(-1) : group(item.substring(comma + 1));
      if (gid < 0) {
        throw new Unanswered("uid set without gid for require_files");
      }
    } catch (IOException unreadable) {
      throw new Unanswered("the users of this host cannot be read: " + unreadable.getMessage());
    }
  }

  private static int group(String item) throws IOException, Unanswered {
    return Groups.number(item)
        .orElseThrow(
            () -> new Unanswered("group \"" + item.strip() + "\" for require_files not found"));
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,9}");
  }

  private boolean exists(String name, boolean denialIsAbsence) throws Unanswered {
    try {
      Path path = Path.of(name).toRealPath();
      return uid < 0 || mayRead(path) || denied(name, denialIsAbsence, null);
    } catch (AccessDeniedException denied) {
      return denied(name, denialIsAbsence, denied);
    } catch (NoSuchFileException absent) {
      return false;
    } catch (IOException | IllegalArgumentException other) {
      // ENOTDIR, a loop of links, a NUL in the name: nothing is there.
      return false;
    }
  }

  private static boolean denied(
      String name, boolean denialIsAbsence, @Nullable AccessDeniedException cause)
      throws Unanswered {
    if (denialIsAbsence) {
      return false;
    }
    throw new Unanswered(
        "require_files: error for "
            + name
            + ": Permission denied"
            + (cause == null ? "" : " for the server"));
  }

  /** Whether each directory lets the user pass and the file lets it read. */
  private boolean mayRead(Path path) throws IOException {
    for (Path directory = path.getParent();
        directory != null && directory.getParent() != null;
        directory = directory.getParent()) {
      if (!allows(directory, 1)) {
        return false;
      }
    }
    return allows(path, 4);
  }

  private boolean allows(Path path, int bit) throws IOException {
    Map<String, Object> facts = Files.readAttributes(path, "unix:mode,uid,gid");
    int shift = number(facts, "uid") == uid ? 6 : number(facts, "gid") == gid ? 3 : 0;
    return (number(facts, "mode") & (bit << shift)) != 0;
  }

  private static int number(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof Number number ? number.intValue() : -1;
  }
}
