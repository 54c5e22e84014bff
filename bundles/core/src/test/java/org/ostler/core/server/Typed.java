// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.ostler.api.command.Invocation;

/** A command as root types it. */
record Typed(List<String> arguments, InputStream input, OutputStream output, OutputStream errors)
    implements Invocation {
  @Override
  public Path directory() {
    return Path.of("/");
  }

  @Override
  public String user() {
    return "root";
  }
}
