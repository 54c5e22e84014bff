// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.octets;

import java.util.ArrayList;
import java.util.List;
import org.ostler.language.text.Ascii;

/** Command lines taken apart as Exim does, which knows no shell. */
public final class CommandLine {
  private CommandLine() {}

  /** Arguments between white space; a quote means something only where an argument begins. */
  public static List<String> split(String line) {
    List<String> arguments = new ArrayList<>();
    int i = Ascii.skipSpace(line, 0);
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '\'') {
        int end = line.indexOf('\'', i + 1);
        int stop = end < 0 ? line.length() : end;
        arguments.add(line.substring(i + 1, stop));
        i = stop + 1;
      } else if (c == '"') {
        StringBuilder argument = new StringBuilder();
        i = quoted(line, i + 1, argument);
        arguments.add(argument.toString());
      } else {
        int start = i;
        while (i < line.length() && !Ascii.isSpace(line.charAt(i))) {
          i++;
        }
        arguments.add(line.substring(start, i));
      }
      i = Ascii.skipSpace(line, i);
    }
    return arguments;
  }

  private static int quoted(String line, int from, StringBuilder argument) {
    int i = from;
    while (i < line.length() && line.charAt(i) != '"') {
      if (line.charAt(i) == '\\' && i + 1 < line.length()) {
        Escapes.Octet octet = Escapes.interpret(line, i);
        argument.append((char) octet.value());
        i = octet.end();
      } else {
        argument.append(line.charAt(i++));
      }
    }
    return i + 1;
  }
}
