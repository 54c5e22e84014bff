// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Macros that are defined between the lines of {@code -be}: NAME=value. */
final class MacroLines {
  private static final Pattern DEFINITION =
      Pattern.compile("([A-Z][A-Za-z0-9_]*)\\s*=(=?)\\s*(.*)", Pattern.DOTALL);

  private final Map<String, String> macros = new LinkedHashMap<>();

  /** The name that the line defines, or null when it is no definition. */
  @Nullable String define(String line) {
    Matcher matcher = DEFINITION.matcher(line);
    if (!matcher.matches()) {
      return null;
    }
    macros.put(matcher.group(1), replace(matcher.group(3)));
    return matcher.group(1);
  }

  /** The text with each macro replaced, in the order of definition. */
  String replace(String text) {
    String replaced = text;
    for (Map.Entry<String, String> macro : macros.entrySet()) {
      replaced = replaced.replace(macro.getKey(), macro.getValue());
    }
    return replaced;
  }
}
