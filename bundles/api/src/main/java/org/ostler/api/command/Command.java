// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.command;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command of the command line, run inside the server (or a short-lived one) for a client on the
 * control socket. Called on a thread of its own; may block and read its input as it goes.
 */
@ConsumerType
public interface Command {
  /** The first words that select it, such as {@code -bp} or {@code feature}. */
  List<String> words();

  /** Runs it. The result is the exit code, a sysexits value where Exim uses one. */
  int run(Invocation invocation) throws InterruptedException;
}
