// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** The operator stat. */
final class FileOperators {
  private static final String[] BITS = {"---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"};

  private FileOperators() {}

  static void addTo(Map<String, Operators.Application> operators) {
    operators.put("stat", (operand, suffix, run) -> stat(operand));
  }

  private static Text stat(Text name) throws Stop {
    try {
      Path path = StateConditions.path(name.value());
      Map<String, Object> facts = Files.readAttributes(path, "unix:*", new LinkOption[0]);
      return Text.of(format(facts));
    } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
      throw Stop.failed("stat(" + name.value() + ") failed: " + FileTrouble.reason(e));
    }
  }

  private static String format(Map<String, Object> facts) {
    int mode = (Integer) facts.getOrDefault("mode", 0);
    return String.format(
        "mode=%04o smode=%s inode=%s device=%s links=%s uid=%s gid=%s size=%s atime=%d mtime=%d"
            + " ctime=%d",
        mode & 0x7fff,
        letters(mode),
        facts.get("ino"),
        facts.get("dev"),
        facts.get("nlink"),
        facts.get("uid"),
        facts.get("gid"),
        facts.get("size"),
        seconds(facts.get("lastAccessTime")),
        seconds(facts.get("lastModifiedTime")),
        seconds(facts.get("ctime")));
  }

  private static long seconds(@Nullable Object time) {
    return time instanceof FileTime fileTime ? Math.floorDiv(fileTime.toMillis(), 1000L) : 0;
  }

  private static String letters(int mode) {
    char type =
        switch (mode & 0xf000) {
          case 0x4000 -> 'd';
          case 0xa000 -> 'l';
          case 0xc000 -> 's';
          case 0x6000 -> 'b';
          case 0x2000 -> 'c';
          case 0x1000 -> 'p';
          default -> '-';
        };
    return type + BITS[mode >> 6 & 7] + BITS[mode >> 3 & 7] + BITS[mode & 7];
  }
}
