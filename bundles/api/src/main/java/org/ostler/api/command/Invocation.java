// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** One call of a command: its arguments and its terminal. */
@ProviderType
public interface Invocation {
  /**
   * All words after the program's name, the selecting word included, {@code -C} and {@code --data}
   * taken out.
   */
  List<String> arguments();

  /** The client's standard input. */
  InputStream input();

  /** The client's standard output. Flushed at the end and when input is read. */
  OutputStream output();

  /** The client's standard error. */
  OutputStream errors();

  /** The client's working directory. */
  Path directory();

  /** The login name of the client's user. */
  String user();

  /** Whether a person sits at {@link #input}, who can be asked. */
  default boolean isInteractive() {
    return false;
  }
}
