// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ostler.language.text.Ascii;

/**
 * Makes logical lines of physical ones: macros, comments, conditionals, includes and continuation
 * are gone afterwards. Macros come first, so that they may make a line a comment or an include.
 */
final class LogicalLines {
  private static final int DEEPEST_INCLUDE = 64;
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private final Macros macros;
  private final List<Problem> problems;
  private final Conditionals conditionals = new Conditionals();
  private final Deque<Source> sources = new ArrayDeque<>();
  private Position here;
  private boolean ended;

  /** An open file. */
  private static final class Source {
    final Path path;
    final String text;
    int at;
    int line;

    Source(Path path) throws IOException {
      this.path = path;
      this.text = Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    @Nullable String next() {
      if (at >= text.length()) {
        return null;
      }
      int end = text.indexOf('\n', at);
      String found = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      line++;
      return found;
    }
  }

  /** A physical line; {@code last} means that the files have come to their end. */
  private record Physical(String text, boolean last) {}

  LogicalLines(Path file, Macros macros, List<Problem> problems) throws IOException {
    this.macros = macros;
    this.problems = problems;
    sources.push(new Source(file));
    here = new Position(file.toString(), 1);
  }

  /** The next logical line, not empty; null at the end of the configuration. */
  @Nullable Line next() {
    StringBuilder logical = new StringBuilder();
    Position start = null;
    while (true) {
      Physical physical = physical(start == null);
      if (physical.last()) {
        return start == null || logical.isEmpty() ? null : new Line(logical.toString(), start);
      }
      if (start == null) {
        start = here;
      }
      logical.append(physical.text());
      trimEnd(logical);
      if (!logical.isEmpty()) {
        if (logical.charAt(logical.length() - 1) != '\\') {
          return new Line(logical.toString(), start);
        }
        logical.setLength(logical.length() - 1);
      }
      if (logical.isEmpty()) {
        start = null;
      }
    }
  }

  private static void trimEnd(StringBuilder text) {
    int end = text.length();
    while (end > 0 && Ascii.isSpace(text.charAt(end - 1))) {
      end--;
    }
    text.setLength(end);
  }

  /** The next physical line that is text, without leading white space. */
  private Physical physical(boolean first) {
    while (true) {
      String raw = readLine();
      if (raw == null) {
        return new Physical("", true);
      }
      String line = raw.substring(Ascii.skipSpace(raw, 0));
      Macros.Replaced replaced = macros.replace(line, first ? Macros.nameEnd(line) : 0);
      if (replaced == null) {
        problem(
            "the line is too long after macro replacement; is a macro defined by doubling others?");
        continue;
      }
      String text = replaced.text().substring(Ascii.skipSpace(replaced.text(), 0));
      if (isText(text, replaced.any())) {
        return new Physical(text, false);
      }
    }
  }

  /** Obeys directives; whether the line is one of the configuration. */
  private boolean isText(String text, boolean macroFound) {
    if (text.startsWith("#")) {
      return false;
    }
    if (text.startsWith(".") && conditionals.obey(text, macroFound, this::problem)) {
      return false;
    }
    if (!conditionals.active()) {
      return false;
    }
    Optional<String> included = argument(text, ".include");
    if (included.isPresent()) {
      include(included.get());
      return false;
    }
    Optional<String> perhaps = argument(text, ".include_if_exists");
    perhaps.ifPresent(this::includeIfExists);
    return perhaps.isEmpty();
  }

  /** What follows a directive and white space, quotes taken off; empty for other lines. */
  private static Optional<String> argument(String line, String directive) {
    // The line end is white space too, so that the bare word is a directive without a name.
    if (!line.startsWith(directive)
        || (line.length() > directive.length()
            && !Ascii.isSpace(line.charAt(directive.length())))) {
      return Optional.empty();
    }
    String name = Ascii.strip(line.substring(directive.length()));
    if (name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"")) {
      name = name.substring(1, name.length() - 1);
    }
    return Optional.of(name);
  }

  private void include(String name) {
    if (name.isEmpty()) {
      problem(".include needs the name of a file");
    } else if (name.indexOf('\0') >= 0) {
      problem("failed to open included configuration file: its name holds a NUL");
    } else {
      // Relative names start from the directory of the including file.
      open(source().path.toAbsolutePath().resolveSibling(name));
    }
  }

  private void includeIfExists(String name) {
    if (!name.startsWith("/")) {
      problem(".include specifies a non-absolute path \"" + name + "\"");
    } else if (name.indexOf('\0') < 0 && Files.exists(Path.of(name))) {
      open(Path.of(name));
    }
  }

  private void open(Path file) {
    if (sources.size() > DEEPEST_INCLUDE) {
      problem("includes are nested too deeply (more than " + DEEPEST_INCLUDE + "): " + file);
      return;
    }
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a directory");
      }
      sources.push(new Source(file));
    } catch (IOException e) {
      problem("failed to open included configuration file " + file);
    }
  }

  private Source source() {
    return sources.getFirst();
  }

  private @Nullable String readLine() {
    while (true) {
      Source source = source();
      String line = source.next();
      if (line != null) {
        here = new Position(source.path.toString(), source.line);
        if (source.line == 1 && line.startsWith(BYTE_ORDER_MARK)) {
          problem("found unexpected BOM (Byte Order Mark)");
          return line.substring(BYTE_ORDER_MARK.length());
        }
        return line;
      }
      if (sources.size() == 1) {
        if (conditionals.open() && !ended) {
          problem("Unexpected end of configuration file: .endif missing");
        }
        ended = true;
        return null;
      }
      sources.pop();
    }
  }

  private void problem(String message) {
    problems.add(new Problem(here, message));
  }
}
