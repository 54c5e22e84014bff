// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.util.List;

/** {@code gsasl}: the client of GNU SASL. Its peer name is {@code gsasl}. */
public final class Gsasl {
  private Gsasl() {}

  /**
   * Authenticates to the port and does no more; the exit code is 0 if that succeeded, the output
   * and the errors tell the dialogue.
   */
  public static Run authenticate(int port, String mechanism, String user, String password)
      throws InterruptedException {
    return Run.of(
        List.of(
            Peers.program("gsasl").toString(),
            "--smtp",
            "--connect=127.0.0.1:" + port,
            "--mechanism=" + mechanism,
            "--authentication-id=" + user,
            "--password=" + password,
            "--no-starttls",
            "--no-cb",
            "--quality-of-protection=qop-auth"));
  }
}
