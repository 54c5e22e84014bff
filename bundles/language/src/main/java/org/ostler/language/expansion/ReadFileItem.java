// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.text.Text;

/** <code>${readfile{name}{end of line}}</code>. */
final class ReadFileItem {
  private ReadFileItem() {}

  static Node read(Parser parser, String name) {
    return Items.simple(1, 2, (texts, run) -> contents(texts)).read(parser, name);
  }

  private static Text contents(List<Text> texts) throws Stop {
    Text file = texts.getFirst();
    if (file.isTainted()) {
      throw Stop.failed(
          "failed to open "
              + file.value()
              + ": Tainted filename '"
              + file.value()
              + "'"
              + Tainted.origin(file)
              + "; look the name up first, as in ${lookup{...}dsearch{/directory}}");
    }
    try {
      Path path = StateConditions.path(file.value());
      if (Files.isDirectory(path)) {
        // A directory can be opened and gives nothing, as to C's stdio.
        return Text.EMPTY;
      }
      String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
      return Text.of(texts.size() > 1 ? text.replace("\n", texts.get(1).value()) : text);
    } catch (IOException | InvalidPathException e) {
      throw Stop.failed("failed to open " + file.value() + ": " + FileTrouble.reason(e));
    }
  }
}
