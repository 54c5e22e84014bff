// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/**
 * The macros of a configuration in the order in which they apply: predefined ones, those of the
 * command line, those of the file. A line is searched for each in turn, and a replacement is
 * searched for later macros, never for its own.
 */
final class Macros {
  private static final int LONGEST_NAME = 63;

  /** Macros that double each other would fill the memory. */
  private static final int LONGEST_LINE = 1 << 24;

  private final List<Macro> predefined = new ArrayList<>();
  private final Map<String, Macro> own = new LinkedHashMap<>();

  private static final class Macro {
    final String name;
    final boolean fixed;
    String value;

    Macro(String name, String value, boolean fixed) {
      this.name = name;
      this.value = value;
      this.fixed = fixed;
    }
  }

  /** A line after replacement. */
  record Replaced(String text, boolean any) {}

  Macros(Map<String, String> commandLine, Map<String, String> predefined) {
    predefined.forEach((name, value) -> this.predefined.add(new Macro(name, value, true)));
    // A name that contains another must be found first.
    this.predefined.sort(Comparator.comparing((Macro m) -> m.name).reversed());
    commandLine.forEach((name, value) -> own.put(name, new Macro(name, value, true)));
  }

  /**
   * Whether a logical line is a definition: an upper-case letter begins it, and an equals sign
   * follows the name.
   */
  static boolean isDefinition(String line) {
    return nameEnd(line) > 0;
  }

  /**
   * The index after {@code NAME} and white space where an equals sign follows; 0 for other lines.
   */
  static int nameEnd(String line) {
    if (line.isEmpty() || !Ascii.isUpper(line.charAt(0))) {
      return 0;
    }
    int i = 0;
    while (i < line.length() && Ascii.isWord(line.charAt(i))) {
      i++;
    }
    i = Ascii.skipSpace(line, i);
    return i < line.length() && line.charAt(i) == '=' ? i : 0;
  }

  /** Replaces all macros at and after {@code from}; null when the line grows beyond all reason. */
  @Nullable Replaced replace(String line, int from) {
    String text = line;
    boolean any = false;
    if (mayHold(text, from, true)) {
      for (Macro macro : predefined) {
        String replaced = replace(text, from, macro);
        any |= !replaced.equals(text);
        text = replaced;
      }
    }
    if (!mayHold(text, from, false)) {
      return new Replaced(text, any);
    }
    for (Macro macro : own.values()) {
      if (text.indexOf(macro.name, from) < 0) {
        continue;
      }
      any = true;
      if (grown(text, from, macro) > LONGEST_LINE) {
        return null;
      }
      text = replace(text, from, macro);
    }
    return new Replaced(text, any);
  }

  private static boolean mayHold(String line, int from, boolean predefinedName) {
    for (int i = from; i < line.length(); i++) {
      if (Ascii.isUpper(line.charAt(i))
          && (!predefinedName || (i > 0 && line.charAt(i - 1) == '_'))) {
        return true;
      }
    }
    return false;
  }

  private static String replace(String line, int from, Macro macro) {
    return line.indexOf(macro.name, from) < 0
        ? line
        : line.substring(0, from) + line.substring(from).replace(macro.name, macro.value);
  }

  private static long grown(String line, int from, Macro macro) {
    long length = line.length();
    for (int i = line.indexOf(macro.name, from);
        i >= 0;
        i = line.indexOf(macro.name, i + macro.name.length())) {
      length += macro.value.length() - macro.name.length();
    }
    return length;
  }

  /** Obeys a line that begins with an upper-case letter; what is wrong with it, or null. */
  @Nullable String define(String line) {
    int equals = nameEnd(line);
    int end = 0;
    while (end < line.length() && Ascii.isWord(line.charAt(end))) {
      end++;
    }
    if (end > LONGEST_NAME) {
      return "macro name too long (maximum is " + LONGEST_NAME + " characters)";
    }
    if (equals == 0) {
      return "malformed macro definition";
    }
    boolean again = line.startsWith("==", equals);
    return define(
        line.substring(0, end), Ascii.strip(line.substring(equals + (again ? 2 : 1))), again);
  }

  private @Nullable String define(String name, String value, boolean again) {
    Macro known = own.get(name);
    if (known != null && !known.fixed && !again) {
      return "macro \"" + name + "\" is already defined (use \"==\" if you want to redefine it)";
    }
    String within = earlierWithin(name);
    if (within != null) {
      return "\""
          + name
          + "\" cannot be defined as a macro because previously defined macro \""
          + within
          + "\" is a substring";
    }
    if (known == null) {
      if (again) {
        return "can't redefine an undefined macro \"" + name + "\"";
      }
      own.put(name, new Macro(name, value, false));
    } else if (!known.fixed) {
      known.value = value;
    }
    return null;
  }

  private @Nullable String earlierWithin(String name) {
    for (Macro macro : predefined) {
      if (name.contains(macro.name)) {
        return macro.name;
      }
    }
    for (Macro macro : own.values()) {
      if (macro.name.equals(name)) {
        return null;
      }
      if (macro.name.length() < name.length() && name.contains(macro.name)) {
        return macro.name;
      }
    }
    return null;
  }

  /** All macros with their present values, in order of definition. */
  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    predefined.forEach(m -> values.put(m.name, m.value));
    own.values().forEach(m -> values.put(m.name, m.value));
    return values;
  }
}
