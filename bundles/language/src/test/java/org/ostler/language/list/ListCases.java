// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostler.language.expansion.ListKind;

/** The cases of {@code lists/cases.txt}. */
final class ListCases {
  static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
  static final String FILES = RESOURCES.resolve("lookups/files").toString();

  /**
   * One case.
   *
   * @param list after expansion
   * @param exim its answer
   * @param ours the answer we give
   */
  record Case(ListKind kind, String subject, String list, String exim, String ours) {
    String name() {
      return kind + " " + subject + " in " + list;
    }

    /** The list with what stands for something else replaced. */
    String text() {
      return list.replace("FILES", FILES).replace("\\n", "\n");
    }

    /** The string that has Exim answer it. */
    String question() {
      String condition =
          switch (kind) {
            case DOMAIN -> "match_domain";
            case HOST -> "match_ip";
            case ADDRESS -> "match_address";
            case LOCAL_PART -> "match_local_part";
          };
      return "${if "
          + condition
          + "{"
          + verbatim(subject)
          + "}{"
          + verbatim(list.replace("FILES", FILES))
          + "}{yes <$value>[$0|$1|$2|$3]}{no}}";
    }

    private static String verbatim(String text) {
      return text.isEmpty() ? "" : "\\N" + text.replace("\\n", "\\N\\n\\N") + "\\N";
    }
  }

  private ListCases() {}

  static List<Case> read() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String line :
        Files.readAllLines(RESOURCES.resolve("lists/cases.txt"), StandardCharsets.ISO_8859_1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int ours = line.indexOf(" |ours ");
      String[] parts = (ours < 0 ? line : line.substring(0, ours)).split(" \\| ", 4);
      cases.add(
          new Case(
              parts[0].equals("local")
                  ? ListKind.LOCAL_PART
                  : ListKind.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)),
              parts[1],
              parts[2],
              parts[3],
              ours < 0 ? parts[3] : line.substring(ours + " |ours ".length())));
    }
    return cases;
  }
}
