// SPDX-License-Identifier: Apache-2.0
package org.ostler.control.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of the command line: those that say where, taken out, and those that say what, with the
 * word that selects the command in front.
 *
 * @param config {@code -C}, or null
 * @param data {@code --data}, or null
 * @param macros {@code -D}, as {@code NAME=VALUE}
 * @param debug the setting of {@code -d}, empty for none of its own; null without {@code -d}
 * @param command the selecting word and what follows it; empty when nothing is asked for
 */
record Words(
    @Nullable Path config,
    @Nullable Path data,
    List<String> macros,
    @Nullable String debug,
    List<String> command) {
  /** Words that need no running server, and that take another configuration than its. */
  private static final Set<String> ALONE =
      Set.of(
          "-bV", "-be", "-bem", "-bh", "-bhc", "-bi", "-bI", "-bt", "-bv", "-bvs", "-bP", "-brt",
          "-brw", "-bf");

  Words {
    macros = List.copyOf(macros);
    command = List.copyOf(command);
  }

  /** Reads the words; {@code program} is the name that the program was called by. */
  static Words of(String program, List<String> arguments) throws WrongWords {
    Words words = new WordReader(program).read(arguments);
    boolean elsewhere = words.config != null || !words.macros.isEmpty();
    if (elsewhere && !words.isAlone() && !words.command.isEmpty()) {
      throw new WrongWords(
          (words.config != null ? "-C" : "-D")
              + " has no effect on "
              + words.first()
              + ", which is the running server's to do");
    }
    return words;
  }

  /** What the server is called with: the command, and before it {@code -d} with its setting. */
  List<String> call() {
    String setting = debug;
    if (setting == null || command.isEmpty()) {
      return command;
    }
    List<String> call = new ArrayList<>(List.of("-d", setting));
    call.addAll(command);
    return List.copyOf(call);
  }

  /** Whether the command needs no running server. */
  boolean isAlone() {
    return ALONE.contains(first()) && !command.contains("-Mset");
  }

  /** Whether it is done apart from a running server in any case. */
  boolean isApart() {
    return isAlone() && (config != null || !macros.isEmpty());
  }

  Path dataDirectory() {
    return (data != null ? data : Path.of(System.getProperty("ostler.data", "data")))
        .toAbsolutePath();
  }

  Path configuration() {
    return (config != null ? config : Path.of(System.getProperty("ostler.config", "ostler.conf")))
        .toAbsolutePath();
  }

  String first() {
    return command.isEmpty() ? "" : command.getFirst();
  }
}
