// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.core.acl.AclVariable;
import org.ostler.core.mail.Situation;
import org.ostler.core.policy.Policy;

/** {@code set acl_m0 = value} between the lines of {@code -be}; {@code set,t} taints the value. */
final class SetLines {
  private static final Pattern LINE = Pattern.compile("set(,t)?[ \t]+(.*)", Pattern.DOTALL);

  private final Policy policy;
  private final Situation situation;

  SetLines(Policy policy, Situation situation) {
    this.policy = policy;
    this.situation = situation;
  }

  /** What is said to the line; null when it is none of these. */
  @Nullable String answer(String line) throws InterruptedException {
    Matcher set = LINE.matcher(line);
    if (!set.matches()) {
      return null;
    }
    String text = set.group(2);
    String name;
    try {
      name = AclVariable.name(text);
    } catch (InvalidArgument wrong) {
      return String.valueOf(wrong.getMessage());
    }
    String rest = text.substring(name.length()).strip();
    if (!rest.startsWith("=")) {
      return "\"=\" missing after ACL \"set\" modifier";
    }
    String value = rest.substring(1).strip();
    return switch (policy.expressions().compile(value).expand(situation)) {
      case Expansion.Value it -> set(name, set.group(1) == null ? it.text() : tainted(it.text()));
      case Expansion.ForcedFailure _ -> "oops: forced failure";
      case Expansion.Failed it -> "oops: " + it.message();
      case Expansion.Deferred it -> "oops: " + it.message();
    };
  }

  private String set(String name, Text value) {
    Map<String, Text> variables =
        name.startsWith("acl_c")
            ? situation.peer().aclVariables
            : situation.envelope().aclVariables;
    variables.put(name, value);
    return "variable " + name.substring("acl_".length()) + " set";
  }

  private static Text tainted(Text value) {
    return Text.tainted(value.value(), "the command line");
  }
}
