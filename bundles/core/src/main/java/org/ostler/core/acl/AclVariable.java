// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Map;
import org.ostler.api.option.InvalidArgument;
import org.ostler.api.text.Text;
import org.ostler.language.option.ValueCompiler;
import org.ostler.language.text.Ascii;

/** The modifier {@code set}: puts a value into an {@code acl_c} or {@code acl_m} variable. */
public final class AclVariable {
  private static final Step.Place PLACE = new Step.Place("set", true, Places.ANY);

  private AclVariable() {}

  static Step step(WordReader reader, ValueCompiler compiler) throws InvalidArgument {
    String rest = reader.rest();
    String name = name(rest);
    String after = Ascii.strip(rest.substring(name.length()));
    if (!after.startsWith("=")) {
      throw new InvalidArgument("\"=\" missing after ACL \"set\" modifier");
    }
    String value = Ascii.strip(after.substring(1));
    boolean connection = name.charAt(4) == 'c';
    return new Step.Task(
        "set " + name,
        false,
        value,
        compiler.string(value),
        PLACE,
        (text, course) -> {
          Map<String, Text> variables =
              connection
                  ? course.situation.peer().aclVariables
                  : course.situation.envelope().aclVariables;
          variables.put(name, text);
          return Result.OK;
        });
  }

  /** The variable that the text behind {@code set} begins with. */
  public static String name(String text) throws InvalidArgument {
    String head = "invalid variable name after \"set\" in ACL modifier \"set " + text + "\"";
    if (!text.startsWith("acl_c") && !text.startsWith("acl_m")) {
      throw new InvalidArgument(head + " (must start \"acl_c\" or \"acl_m\")");
    }
    if (text.length() < 6 || !(Ascii.isDigit(text.charAt(5)) || text.charAt(5) == '_')) {
      throw new InvalidArgument(head + " (digit or underscore must follow acl_c or acl_m)");
    }
    int end = 5;
    while (end < text.length() && text.charAt(end) != '=' && !Ascii.isSpace(text.charAt(end))) {
      if (!Ascii.isWord(text.charAt(end))) {
        throw new InvalidArgument(
            "invalid character \""
                + text.charAt(end)
                + "\" in variable name in ACL modifier \"set "
                + text
                + "\"");
      }
      end++;
    }
    return text.substring(0, end);
  }
}
