// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.util.List;
import org.ostler.api.command.Command;
import org.ostler.api.command.Invocation;
import org.ostler.core.log.Log;

/** {@code -z TEXT}: a line of somebody's own in the main log. */
public final class NoteCommand implements Command {
  private final Log log;

  public NoteCommand(Log log) {
    this.log = log;
  }

  @Override
  public List<String> words() {
    return List.of("-z");
  }

  @Override
  public int run(Invocation invocation) {
    if (invocation.arguments().size() < 2) {
      new Console(invocation).complain("ostler: text expected after -z");
      return Exit.USAGE;
    }
    log.main(null, invocation.arguments().get(1));
    return Exit.OK;
  }
}
