// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.lookup.Lookup.Answer;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.lookup.LookupCall;
import org.ostler.language.octets.Escapes;
import org.ostler.language.text.Ascii;

/**
 * <code>${lookup{key}type{file}{yes}{no}}</code> and <code>${lookup type{query}{yes}{no}}</code>.
 */
final class LookupItem {
  private final @Nullable Part key;
  private final @Nullable LookupCall call;
  private final Part subject;
  private final YesNo strings;

  private LookupItem(@Nullable Part key, @Nullable LookupCall call, Part subject, YesNo strings) {
    this.key = key;
    this.call = call;
    this.subject = subject;
    this.strings = strings;
  }

  static Node read(Parser parser, String name) {
    parser.skipSpace();
    Part key = parser.at('{') ? parser.braced(null, "missing '}' after lookup key") : null;
    parser.skipSpace();
    LookupCall call = type(parser, key != null);
    parser.skipSpace();
    Part subject =
        parser.braced(
            "missing '{' for lookup file-or-query arg",
            "missing '}' closing lookup file-or-query arg");
    Part asked = call != null && call.isQuery() ? query(call, subject) : subject;
    return Node.of(new LookupItem(key, call, asked, YesNo.read(parser, name))::evaluate);
  }

  /** What a query does must stand in the configuration; the words after that may be plain ones. */
  private static Part query(LookupCall call, Part subject) {
    if (subject.node() instanceof TracedString traced) {
      traced.judge(call::piece);
      return subject;
    }
    if (!(subject.node() instanceof Node.Joined(List<Node> pieces))
        || !(pieces.getFirst() instanceof Node.Literal)) {
      return subject;
    }
    List<Node> judged = new ArrayList<>(pieces.size());
    for (Node piece : pieces) {
      judged.add(
          piece instanceof Node.Literal ? piece : Node.of(run -> call.piece(piece.text(run))));
    }
    return new Part(new Node.Joined(judged), subject.broken());
  }

  private static @Nullable LookupCall type(Parser parser, boolean withKey) {
    if (!Ascii.isAlpha(parser.peek())) {
      parser.fail("missing lookup type");
      return null;
    }
    int start = parser.position();
    while (parser.peek() != 0 && parser.peek() != '{' && !Ascii.isSpace(parser.peek())) {
      parser.advance();
    }
    String type = parser.since(start);
    try {
      Function<String, java.util.Optional<org.ostler.api.lookup.Lookup>> types =
          parser.compiler().lookups()::find;
      LookupCall call = LookupCall.compile(type, types, parser.environment()::main);
      if (!call.isQuery() && !withKey) {
        parser.fail("missing {key} for single-key \"" + type + "\" lookup");
      } else if (call.isQuery() && withKey) {
        parser.fail(
            "a single key was given for lookup type \""
                + type
                + "\", which is not a single-key lookup type");
      }
      return call;
    } catch (InvalidArgument e) {
      parser.fail(e.getMessage() + Advice.of(parser.environment(), "lookup", type));
      return null;
    }
  }

  private Text evaluate(Run run) throws Stop, InterruptedException {
    Registers registers = run.registers();
    Text outer = registers.value;
    @Nullable Text[] captures = registers.captures();
    Text sought = key == null ? null : key.text(run);
    Text where = subject.text(run);
    if (call == null) {
      throw Stop.failed("missing lookup type");
    }
    registers.value =
        found(run, call, sought == null ? where : sought, sought == null ? null : where);
    Text chosen = strings.choose(run, registers.value != null, outer);
    registers.captures(captures);
    return chosen;
  }

  private static @Nullable Text found(Run run, LookupCall call, Text query, @Nullable Text file)
      throws Stop, InterruptedException {
    Text asked =
        file == null
            ? query.piece(query.value().substring(Ascii.skipSpace(query.value(), 0)))
            : query;
    LookupCall.Outcome outcome = call.find(asked, file, run.mail());
    return switch (outcome.answer()) {
      case Answer.Found found -> {
        if (outcome.wild() != null || outcome.fixed() != null) {
          run.registers().captures(new @Nullable Text[] {null, outcome.wild(), outcome.fixed()});
        }
        yield found.value();
      }
      case Answer.Missing _ -> null;
      case Answer.Deferred(String reason) ->
          throw Stop.deferred(
              "lookup of \"" + Escapes.printable(asked.value()) + "\" gave DEFER: " + reason);
      case Answer.Failed(String reason) -> throw Stop.failed(reason);
    };
  }
}
