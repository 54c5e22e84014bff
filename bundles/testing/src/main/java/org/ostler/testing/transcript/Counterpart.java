// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.transcript;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server that a dialogue is played against, from the client's side. */
public interface Counterpart {
  /** Sends octets in one piece. */
  void send(String octets) throws IOException;

  /** The next line without its CRLF; null when the server has closed. */
  @Nullable String readLine() throws IOException;

  /** Closes the sending side. */
  void halfClose() throws IOException;

  /** Lets the time pass that the server is willing to wait for the client. */
  void late() throws IOException;

  /** Checks what only the test knows. */
  void check(String word, String text) throws IOException;
}
