// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.filter.sieve.Capability;
import org.ostler.core.mail.Dscp;

/** {@code -bI:KIND}: lists of what is known, for programs; one word a line. */
public final class InformationCommand implements Command {
  private static final String HELP =
      """
      The -bI: flag takes a string indicating which information to provide.
      If the string is not recognised, you'll get this help (on stderr).

        ostler -bI:help    this information
        ostler -bI:dscp    list of known dscp value keywords
        ostler -bI:modules list of the features that are here
        ostler -bI:sieve   list of what Sieve filters may require
      """;

  private final Supplier<? extends Collection<String>> features;

  /** {@code features} names those that are here. */
  public InformationCommand(Supplier<? extends Collection<String>> features) {
    this.features = features;
  }

  @Override
  public List<String> words() {
    return List.of("-bI");
  }

  @Override
  public int run(Invocation invocation) {
    Console console = new Console(invocation);
    String kind = invocation.arguments().size() < 2 ? "" : invocation.arguments().get(1);
    switch (kind) {
      case "help" -> console.print(HELP);
      case "dscp" -> Dscp.names().forEach(console::line);
      case "modules" -> features.get().stream().sorted().forEach(console::line);
      case "sieve" -> Capability.words().forEach(console::line);
      default -> {
        console.complain(HELP.stripTrailing());
        return Exit.FAILED;
      }
    }
    console.flush();
    return Exit.OK;
  }
}
