// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.option.Settings;
import org.ostler.api.text.Text;

/** {@code dsearch}: the key is the name of an entry of a directory. */
final class DirectorySearch implements Lookup {
  private static final List<String> OPTIONS =
      List.of("ret=full", "filter=file", "filter=dir", "filter=subdir");

  @Override
  public String name() {
    return "dsearch";
  }

  @Override
  public Style style() {
    return Style.SINGLE_KEY;
  }

  @Override
  public Prepared prepare(List<String> options, Settings main) throws InvalidArgument {
    FileOptions.check(name(), options, OPTIONS);
    boolean full = options.contains("ret=full");
    String filter =
        options.stream().filter(o -> o.startsWith("filter=")).reduce("", (_, last) -> last);
    return (key, directory, _) -> find(key.value(), String.valueOf(directory), full, filter);
  }

  private static Answer find(String key, String directory, boolean full, String filter) {
    try {
      Path path = OpenFailure.path(directory);
      if (!Files.exists(path)) {
        throw new NoSuchFileException(directory);
      }
      if (!Files.isDirectory(path)) {
        throw new NotDirectoryException(directory);
      }
    } catch (IOException e) {
      return new Answer.Failed(OpenFailure.message(directory, "directory search", e));
    }
    if (key.indexOf('/') >= 0) {
      return new Answer.Deferred("key for dsearch lookup contains a slash: " + key);
    }
    if (key.indexOf('\0') >= 0) {
      return new Answer.Missing();
    }
    String path = directory + "/" + key;
    return isEntry(path, key, filter)
        ? new Answer.Found(Text.of(full ? path : key), true)
        : new Answer.Missing();
  }

  private static boolean isEntry(String path, String key, String filter) {
    BasicFileAttributes entry;
    try {
      entry =
          Files.readAttributes(Path.of(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false;
    }
    return switch (filter) {
      case "filter=file" -> entry.isRegularFile();
      case "filter=dir" -> entry.isDirectory();
      case "filter=subdir" -> entry.isDirectory() && !key.equals(".") && !key.equals("..");
      default -> true;
    };
  }
}
