// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.option.Settings;

/**
 * What a command finds when it starts: the umask, and whether it may leave a core dump behind. Both
 * are of the process, and Java sets neither for a child; so a shell does, with a text that is ours
 * alone, and becomes the command.
 */
final class ProcessTerms {
  /** That of this server; -1 where the platform does not tell. */
  private static final int OURS = own();

  private ProcessTerms() {}

  private static int own() {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("Umask:")) {
          return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
        }
      }
    } catch (IOException | NumberFormatException untold) {
      // Then it is set for every command.
    }
    return -1;
  }

  /** The command as it is to be started. */
  static List<String> around(List<String> words, Settings settings) {
    int umask = settings.value(PipeOptions.UMASK);
    StringBuilder script = new StringBuilder();
    if (umask != OURS) {
      script.append("umask ").append(Integer.toOctalString(umask)).append("; ");
    }
    if (settings.value(PipeOptions.PERMIT_COREDUMP)) {
      script.append("ulimit -S -c \"$(ulimit -H -c)\"; ");
    }
    if (script.isEmpty()) {
      return words;
    }
    List<String> all =
        new ArrayList<>(List.of("/bin/sh", "-c", script.append("exec \"$@\"").toString(), "sh"));
    all.addAll(words);
    return List.copyOf(all);
  }
}
