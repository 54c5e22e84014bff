// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.command.Invocation;

/** A command that root gives. */
record Call(
    List<String> arguments,
    InputStream input,
    OutputStream output,
    OutputStream errors,
    Path directory)
    implements Invocation {
  @Override
  public String user() {
    return "root";
  }
}
