// SPDX-License-Identifier: Apache-2.0
package org.ostler.language.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A configuration file taken apart: macros, includes and conditionals are done, types are not.
 *
 * @param main the options of the main part in order
 * @param lists named lists in order
 * @param acls the lines of each named list of the acl section, in order
 * @param routers in order
 * @param transports in order
 * @param authenticators in order
 * @param retry lines of the retry section
 * @param rewrite lines of the rewrite section
 * @param macros all macros with their final values, in order of definition, for {@code -bP macros}
 * @param problems what is wrong; a configuration with problems is not used
 */
public record ConfigurationText(
    List<Assignment> main,
    List<NamedListText> lists,
    Map<String, List<Line>> acls,
    List<Block> routers,
    List<Block> transports,
    List<Block> authenticators,
    List<Line> retry,
    List<Line> rewrite,
    Map<String, String> macros,
    List<Problem> problems) {
  private static final Position COMMAND_LINE = new Position("command line", 0);

  /** The same with these options of the main part, whatever it says of them. */
  public ConfigurationText ordered(Map<String, String> options) {
    if (options.isEmpty()) {
      return this;
    }
    List<Assignment> ordered = new ArrayList<>(main);
    ordered.removeIf(assignment -> options.containsKey(assignment.name()));
    options.forEach((name, value) -> ordered.add(new Assignment(name, value, false, COMMAND_LINE)));
    return new ConfigurationText(
        List.copyOf(ordered),
        lists,
        acls,
        routers,
        transports,
        authenticators,
        retry,
        rewrite,
        macros,
        problems);
  }
}
