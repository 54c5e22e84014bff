// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.expansion;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.language.octets.IpText;

/** Conditions on what there is: variables, files, addresses, the state of the server. */
final class StateConditions {
  private StateConditions() {}

  static void addTo(Map<String, ConditionGrammar> conditions) {
    conditions.put("def", StateConditions::defined);
    conditions.put("exists", judged(text -> exists(text)));
    conditions.put("isip", judged(text -> IpText.isAddress(text.value())));
    conditions.put("isip4", judged(text -> IpText.isIpv4(text.value())));
    conditions.put("isip6", judged(text -> IpText.isIpv6(text.value())));
    conditions.put("first_delivery", (parser, name) -> flag(parser, name));
    conditions.put("queue_running", (parser, name) -> flag(parser, name));
  }

  /** Judges one argument. */
  @FunctionalInterface
  private interface Judgement {
    boolean of(Text text);
  }

  private static ConditionGrammar judged(Judgement judgement) {
    return (parser, name) -> {
      Part argument = Conditions.argument(parser, name);
      return run -> judgement.of(argument.text(run));
    };
  }

  private static Test defined(Parser parser, String name) {
    Part colon = parser.expect(':', "\":\" expected after \"def\"");
    if (colon.broken() != null) {
      return Test.broken(colon);
    }
    HeaderReference.Form form = HeaderReference.form(parser);
    if (form != null) {
      String header = parser.headerName();
      parser.headerMayBeMalformed(header);
      return run -> HeaderReference.exists(run.mail(), header);
    }
    String word = parser.name("_");
    String message =
        word.isEmpty()
            ? "variable name omitted after \"def:\""
            : "unknown variable \"" + word + "\" after \"def:\"";
    @Nullable Variable variable =
        word.isEmpty() ? null : Variables.read(parser.environment(), word, message);
    if (variable == null) {
      return Test.broken(parser.fail(message + Variables.hint(parser.environment(), word)));
    }
    boolean shown = parser.compiler().grants(Privilege.of("variable", word));
    return run -> {
      Text value = Variables.value(variable, run);
      return shown && value != null && !value.isEmpty();
    };
  }

  /**
   * The state of the server is known to the house, as a variable of the same name that is empty
   * when it is not so.
   */
  private static Test flag(Parser parser, String name) {
    @Nullable Variable variable = parser.environment().variable(name).orElse(null);
    return run -> {
      Text value = variable == null ? null : Variables.value(variable, run);
      return value != null && !value.isEmpty() && !value.value().equals("0");
    };
  }

  private static boolean exists(Text name) {
    try {
      return name.value().startsWith("/") && Files.exists(path(name.value()));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A path from octets, which the platform may want as UTF-8. */
  static Path path(String octets) {
    if (octets.isEmpty()) {
      throw new InvalidPathException(octets, "No such file or directory");
    }
    return Path.of(Text.of(octets).unicode());
  }
}
