// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.log.Fields;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;

/**
 * A command whose words the main log tells when {@code log_selector} asks for {@code arguments}:
 * {@code cwd=DIRECTORY COUNT args: ostler WORD...}. Words that are empty or have a blank stand in
 * quotes.
 *
 * @param command what it does
 * @param log where it is told
 */
public record ToldCommand(Command command, Log log) implements Command {
  /** What only looks at the configuration is not told, as with Exim. */
  private static final Set<String> SILENT =
      Set.of(
          "-bV", "-be", "-bem", "-bf", "-bh", "-bhc", "-bP", "-brt", "-brw", "-bt", "-bv", "-bvs");

  @Override
  public List<String> words() {
    return command.words();
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    if (log.selects(LogSelector.ARGUMENTS) && !SILENT.contains(invocation.arguments().getFirst())) {
      log.main(
          null,
          "cwd="
              + invocation.directory()
              + " "
              + (invocation.arguments().size() + 1)
              + " args: ostler"
              + invocation.arguments().stream()
                  .map(word -> " " + shown(word))
                  .collect(Collectors.joining()));
    }
    return command.run(invocation);
  }

  private static String shown(String word) {
    // A tab stands as it is.
    String printable =
        Arrays.stream(word.split("\t", -1))
            .map(Fields::printable)
            .collect(Collectors.joining("\t"));
    boolean plain = !word.isEmpty() && printable.indexOf(' ') < 0 && printable.indexOf('\t') < 0;
    return plain ? printable : '"' + printable + '"';
  }
}
