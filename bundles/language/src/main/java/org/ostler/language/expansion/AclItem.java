// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.util.List;
import java.util.Map;
import org.ostler.api.text.Text;

/** <code>${acl{name}{argument}...}</code> and the condition of that name. */
final class AclItem {
  private static final int MOST = 10;

  private AclItem() {}

  static Node read(Parser parser, String name) {
    Arguments arguments = Arguments.read(parser, name, 1, MOST, true);
    return Node.of(
        run -> {
          List<Text> texts = arguments.texts(run);
          return switch (call(run, texts)) {
            case Environment.AclAnswer.Accepted(Text message) -> message;
            case Environment.AclAnswer.Denied(Text message) -> message;
            case Environment.AclAnswer.Deferred(String message) ->
                throw Stop.forced(failure("DEFER", texts));
            case Environment.AclAnswer.Failed(String message) ->
                throw Stop.failed(failure("ERROR", texts));
          };
        });
  }

  /** The condition: <code>acl{{name}{argument}...}</code>; its message becomes {@code $value}. */
  static Test readCondition(Parser parser, String name) {
    parser.skipSpace();
    String bracketing = "too few arguments or bracketing error for acl";
    parser.expect('{', "missing { after \"" + name + "\"");
    parser.skipSpace();
    if (parser.failure() == null && !parser.at('{')) {
      parser.fail(bracketing);
    }
    Arguments arguments = Arguments.read(parser, name, 1, MOST, true);
    return run -> {
      List<Text> texts = arguments.texts(run);
      run.registers().value = null;
      return switch (call(run, texts)) {
        case Environment.AclAnswer.Accepted(Text message) -> said(run, message, true);
        case Environment.AclAnswer.Denied(Text message) -> said(run, message, false);
        case Environment.AclAnswer.Deferred(String message) ->
            throw Stop.forced(failure("DEFER", texts));
        case Environment.AclAnswer.Failed(String message) ->
            throw Stop.failed(failure("ERROR", texts));
      };
    };
  }

  static void addTo(Map<String, ConditionGrammar> conditions) {
    conditions.put("acl", AclItem::readCondition);
  }

  private static boolean said(Run run, Text message, boolean accepted) {
    run.registers().value = message;
    return accepted;
  }

  private static Environment.AclAnswer call(Run run, List<Text> texts)
      throws Stop, InterruptedException {
    Text name = texts.getFirst();
    if (name.isTainted()) {
      throw Stop.failed(
          "attempt to use tainted ACL text \"" + name.value() + "\"" + Tainted.origin(name));
    }
    List<Text> arguments = List.copyOf(texts.subList(1, texts.size()));
    run.say(
        () ->
            "expanding: acl: "
                + name.value()
                + "  arg: "
                + (arguments.isEmpty() ? "<none>" : arguments.getFirst().value())
                + (arguments.size() > 1 ? " +more" : ""));
    return run.environment().acls().call(name.value(), arguments, run.mail());
  }

  private static String failure(String code, List<Text> texts) {
    return code + " from acl \"" + texts.getFirst().value() + "\"";
  }
}
