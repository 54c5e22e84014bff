// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ostler.language.octets.Escapes;

/**
 * A case of a table: {@code ?} a string, {@code =} what it expands to (several lines for several
 * lines), {@code !} what Exim 4.96 makes of it where that differs and we do not follow, {@code ^}
 * what it made of it before a later mending that we follow (either Exim is a judge); a {@code #}
 * line says why. Octets that do not print are written as backslash sequences behind {@code =~} and
 * {@code !~}. {@code @T@} is the directory of the test's files.
 */
record ExpansionCase(String table, int line, String input, String expected, Set<String> exim) {
  static List<ExpansionCase> all(String suffix) {
    try (Stream<Path> tables = Files.list(resources())) {
      List<ExpansionCase> cases = new ArrayList<>();
      for (Path table : tables.filter(path -> path.toString().endsWith(suffix)).sorted().toList()) {
        read(table, cases);
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path resources() {
    try {
      return Path.of(ExpansionCase.class.getResource("/expansion").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(Path table, List<ExpansionCase> cases) throws IOException {
    List<String> lines = Files.readAllLines(table, StandardCharsets.ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("? ")) {
        continue;
      }
      int start = i;
      List<String> ours = new ArrayList<>();
      List<String> theirs = new ArrayList<>();
      List<String> earlier = new ArrayList<>();
      while (i + 1 < lines.size() && lines.get(i + 1).matches("[=!^].*")) {
        String next = lines.get(++i);
        (switch (next.charAt(0)) {
              case '=' -> ours;
              case '!' -> theirs;
              default -> earlier;
            })
            .add(next.substring(1));
      }
      String expected = joined(ours);
      String judged = theirs.isEmpty() ? expected : joined(theirs);
      Set<String> exim = earlier.isEmpty() ? Set.of(judged) : Set.of(judged, joined(earlier));
      String input = lines.get(start).substring(2);
      String name = table.getFileName().toString();
      cases.add(new ExpansionCase(name, start + 1, input, expected, exim));
    }
  }

  private static String joined(List<String> lines) {
    List<String> texts = new ArrayList<>();
    for (String line : lines) {
      texts.add(
          line.startsWith("~ ")
              ? unescaped(line.substring(2))
              : line.isEmpty() ? "" : line.substring(1));
    }
    return String.join("\n", texts);
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        Escapes.Octet octet = Escapes.interpret(text, i);
        out.append((char) octet.value());
        i = octet.end();
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }

  String name() {
    return table + ":" + line + " " + Escapes.printable(input);
  }
}
