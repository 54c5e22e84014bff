// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.List;
import org.ostler.core.mail.Situation;

/** Does what ETRN asks for (RFC 1985). */
@FunctionalInterface
public interface EtrnRunner {
  /** What is to be done. */
  sealed interface Work {
    /** A queue run for messages whose recipients contain the text, as {@code -R} does. */
    record QueueRun(String pattern) implements Work {}

    /**
     * A program with its arguments.
     *
     * @param source the command as the configuration has it
     */
    record Program(String source, List<String> words) implements Work {}
  }

  /** Starts the work and returns at once; {@code whenOver} is called when it is done, or failed. */
  void start(Work work, Situation situation, Runnable whenOver);
}
