// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the output of two servers to what both must agree in. */
final class BhText {
  private static final Pattern ID = Pattern.compile("\\b\\w{6}-\\w{6}-\\w{2}\\b");
  private static final Pattern LIST =
      Pattern.compile(".* in (\".*\"|\\w+)\\? (yes|no).*", Pattern.DOTALL);
  private static final Pattern OF_LISTS =
      Pattern.compile(
          ">>>[ \u00e2\u0095\u008e]+(processing \"|using ACL|check |l_message: |  message: |\\w+:"
              + " condition test |end of |ACL |read ACL|delay |(accept|discard): endpass|ratelimit"
              + " condition|-+ end verify|verify defer|using cached| +=).*");

  private static final Set<String> ROUTING =
      Set.of(">>>   message: come again", ">>>   message: moved away");
  private static final Pattern ARRIVAL = Pattern.compile("LOG: \\S+ [<(]= .*");
  private static final Pattern PLACE = Pattern.compile("\\(CONF (\\d+)\\)$");

  private BhText() {}

  /** Replies, without the banner. */
  static List<String> replies(String out) {
    return out.lines()
        .filter(line -> line.matches("[2-5]\\d\\d[- ].*"))
        .filter(line -> !line.startsWith("220 "))
        .map(line -> ID.matcher(line).replaceAll("ID").stripTrailing())
        .toList();
  }

  /**
   * Trace lines of lists and log lines; list matching and routing have traces of their own
   * elsewhere.
   */
  static List<String> trace(String err, Path file, BhCase dialogue) {
    return err.lines()
        .filter(line -> !LIST.matcher(line).matches())
        .filter(line -> !ROUTING.contains(line))
        .filter(line -> !ARRIVAL.matcher(line).matches())
        .filter(line -> line.startsWith("LOG:") || OF_LISTS.matcher(line).matches())
        .map(line -> line.replace(file.toString(), "CONF"))
        .map(line -> line.replace(String.valueOf(file.getParent()), "SPOOL"))
        .map(line -> inline(line, dialogue))
        .map(line -> ID.matcher(line).replaceAll("ID").stripTrailing())
        .toList();
  }

  /**
   * A list that is written out in an option has, for Exim, the number of the file's last line, for
   * us that of the option: both are named alike.
   */
  private static String inline(String line, BhCase dialogue) {
    Matcher matcher = PLACE.matcher(line);
    if (!matcher.find()) {
      return line;
    }
    int number = Integer.parseInt(matcher.group(1));
    List<String> lines = dialogue.configuration(Path.of("/")).lines().toList();
    return number >= lines.size() || number <= lines.indexOf("begin acl")
        ? matcher.replaceFirst("(inline)")
        : line;
  }
}
