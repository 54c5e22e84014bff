// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ostler.api.mail.Addressee;
import org.ostler.api.option.Settings;
import org.ostler.core.mail.Address;

/** Reads the file of a redirect router if its owner and mode can be trusted. */
final class ForwardFile {
  /** Forward files are small; a larger one is a mistake or an attack. */
  private static final long LARGEST = 8L << 20;

  /** What reading gave. */
  sealed interface Read {
    record Data(String text) implements Read {}

    record Absent() implements Read {}

    record Trouble(String message) implements Read {}
  }

  private final Settings settings;
  private final Users users;

  ForwardFile(Settings settings, Users users) {
    this.settings = settings;
    this.users = users;
  }

  Read read(String name, Addressee addressee) {
    if (!name.startsWith("/")) {
      return new Read.Trouble("\"" + name + "\" is not an absolute path");
    }
    Path path = Path.of(name);
    try {
      Map<String, Object> facts =
          Files.readAttributes(path, "unix:mode,uid,gid,size", new LinkOption[0]);
      String distrust = distrust(name, facts, addressee);
      if (!distrust.isEmpty()) {
        return new Read.Trouble(distrust);
      }
      return new Read.Data(Files.readString(path, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return new Read.Absent();
    } catch (AccessDeniedException e) {
      return settings.value(RedirectOptions.IGNORE_EACCES)
          ? new Read.Absent()
          : new Read.Trouble("failed to open " + name + ": Permission denied");
    } catch (FileSystemException e) {
      boolean notDirectory = String.valueOf(e.getReason()).contains("Not a directory");
      return notDirectory && settings.value(RedirectOptions.IGNORE_ENOTDIR)
          ? new Read.Absent()
          : new Read.Trouble("failed to open " + name + ": " + e.getReason());
    } catch (IOException e) {
      return new Read.Trouble("failed to read " + name + ": " + e.getMessage());
    }
  }

  /** The text of a file that another includes, whoever owns it. */
  static RedirectText.Included included(String name) {
    try {
      return new RedirectText.Included.Data(
          Files.readString(Path.of(name), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException absent) {
      return new RedirectText.Included.Absent(
          "failed to open included file " + name + ": No such file or directory");
    } catch (IOException trouble) {
      return new RedirectText.Included.Absent(
          "failed to open included file " + name + ": " + trouble.getMessage());
    }
  }

  private String distrust(String name, Map<String, Object> facts, Addressee addressee)
      throws IOException {
    int mode = number(facts, "mode") & 07777;
    int mask = settings.value(RedirectOptions.MODEMASK);
    if ((mode & mask) != 0) {
      return "bad mode (0"
          + Integer.toOctalString(mode)
          + ") for "
          + name
          + ": "
          + Integer.toOctalString(mode & mask)
          + " bit(s) unexpected";
    }
    if (((Number) facts.getOrDefault("size", 0L)).longValue() > LARGEST) {
      return name + " is too large for redirection data";
    }
    Users.User user =
        addressee instanceof Address address && address.user != null
            ? users.find(address.user).orElse(null)
            : null;
    List<Integer> owners = ids(settings.find(RedirectOptions.OWNERS));
    if (checksOwner()
        && !owners.contains(number(facts, "uid"))
        && (user == null || user.uid() != number(facts, "uid"))) {
      return "bad owner for " + name;
    }
    List<Integer> groups = groupIds(settings.find(RedirectOptions.OWNGROUPS));
    return checksGroup(mask)
            && !groups.contains(number(facts, "gid"))
            && (user == null || user.gid() != number(facts, "gid"))
        ? "bad group for " + name
        : "";
  }

  /** Unless the router says otherwise: where it knows whose file it should be. */
  private boolean checksOwner() {
    return settings.isSet(RedirectOptions.CHECK_OWNER)
        ? settings.value(RedirectOptions.CHECK_OWNER)
        : settings.value(RouterOptions.CHECK_LOCAL_USER)
            || settings.find(RedirectOptions.OWNERS).isPresent();
  }

  /** Of a local user's file the group matters only where the group may write to it. */
  private boolean checksGroup(int mask) {
    return settings.isSet(RedirectOptions.CHECK_GROUP)
        ? settings.value(RedirectOptions.CHECK_GROUP)
        : (settings.value(RouterOptions.CHECK_LOCAL_USER) && (mask & 020) == 0)
            || settings.find(RedirectOptions.OWNGROUPS).isPresent();
  }

  private static List<Integer> groupIds(Optional<List<String>> names) throws IOException {
    List<Integer> ids = new ArrayList<>();
    for (String name : names.orElse(List.of())) {
      Groups.number(name).ifPresent(ids::add);
    }
    return ids;
  }

  private static int number(Map<String, Object> facts, String name) {
    return facts.get(name) instanceof Number number ? number.intValue() : 0;
  }

  private List<Integer> ids(Optional<List<String>> names) throws IOException {
    List<Integer> ids = new ArrayList<>();
    for (String name : names.orElse(List.of())) {
      if (name.matches("\\d{1,9}")) {
        ids.add(Integer.valueOf(name));
      } else {
        users.find(name).ifPresent(user -> ids.add(user.uid()));
      }
    }
    return ids;
  }
}
