// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

/** Starts a queue run for the messages that ETRN asks for (RFC 1985). */
@FunctionalInterface
public interface EtrnRunner {
  /**
   * Starts a run for messages whose recipients contain the text, as {@code -R} does; returns at
   * once.
   */
  void start(String pattern);
}
