// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;

/** <code>${readsocket{name}{request}{options}{end of line}{fail string}}</code>. */
final class ReadSocketItem {
  private final Arguments arguments;
  private final @Nullable Part failString;
  private final Part end;

  private ReadSocketItem(Arguments arguments, @Nullable Part failString, Part end) {
    this.arguments = arguments;
    this.failString = failString;
    this.end = end;
  }

  static Node read(Parser parser, String name) {
    Arguments arguments = Arguments.read(parser, name, 2, 4, false);
    parser.skipSpace();
    Part failString =
        parser.at('{')
            ? parser.braced(null, "missing '}' closing failstring for readsocket")
            : null;
    Part end = parser.expectEnd("missing '}' closing readsocket");
    return Node.of(new ReadSocketItem(arguments, failString, end)::evaluate);
  }

  private Text evaluate(Run run) throws Stop, InterruptedException {
    var texts = arguments.texts(run);
    Text name = texts.getFirst();
    if (name.isTainted()) {
      throw Stop.failed(
          "Tainted filename for search: '" + name.value() + "'" + Tainted.origin(name));
    }
    Text answer;
    try {
      SocketCall.Options options =
          SocketCall.Options.of(texts.size() > 2 ? texts.get(2).value() : "");
      String read = SocketCall.ask(name.value(), texts.get(1).value(), options, run.environment());
      String endOfLine = texts.size() > 3 ? texts.get(3).value() : "\n";
      answer = Text.tainted(read.replace("\n", endOfLine), "the socket " + name.value());
      if (failString != null) {
        failString.skip();
      }
    } catch (SocketCall.Unanswered e) {
      if (failString == null) {
        throw Stop.failed(String.valueOf(e.getMessage()));
      }
      answer = failString.text(run);
    }
    end.skip();
    return answer;
  }
}
