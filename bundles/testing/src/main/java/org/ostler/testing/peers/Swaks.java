// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.util.ArrayList;
import java.util.List;

/** {@code swaks}: one message, told in full. Its peer name is {@code swaks}. */
public final class Swaks {
  private Swaks() {}

  /**
   * Sends to the port; the output is the transcript, the exit code 0 if the message was accepted.
   */
  public static Run send(int port, String... options) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("swaks").toString(), "--server", "127.0.0.1"));
    command.addAll(List.of("--port", "" + port));
    command.addAll(List.of(options));
    return Run.of(command);
  }
}
