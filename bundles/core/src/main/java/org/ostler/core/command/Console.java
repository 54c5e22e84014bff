// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.command;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.ostler.api.command.Invocation;

/**
 * The client's terminal as text of octets. A client that went away is noticed by nobody: the
 * command just ends.
 */
final class Console {
  private final OutputStream output;
  private final OutputStream errors;
  private final BufferedReader input;

  Console(Invocation invocation) {
    this.output = new BufferedOutputStream(invocation.output());
    this.errors = invocation.errors();
    this.input =
        new BufferedReader(new InputStreamReader(invocation.input(), StandardCharsets.ISO_8859_1));
  }

  /** Prints octets as they are. */
  Console print(String octets) {
    write(output, octets);
    return this;
  }

  Console line(String octets) {
    return print(octets + "\n");
  }

  /** A line on standard error. */
  void complain(String octets) {
    flush();
    write(errors, octets + "\n");
  }

  /** The next line of input without its end; null at the end. */
  @Nullable String read() {
    flush();
    try {
      return input.readLine();
    } catch (IOException gone) {
      return null;
    }
  }

  /** A line with those that a backslash at its end joins to it; null at the end of input. */
  @Nullable String logicalLine() {
    String line = read();
    if (line == null) {
      return null;
    }
    StringBuilder joined = new StringBuilder();
    while (line != null && line.stripTrailing().endsWith("\\")) {
      String text = line.stripTrailing();
      joined.append(text, 0, text.length() - 1);
      line = read();
      line = line == null ? null : line.stripLeading();
    }
    return joined.append(line == null ? "" : line).toString().stripTrailing();
  }

  void flush() {
    try {
      output.flush();
    } catch (IOException gone) {
      // Nobody listens any more.
    }
  }

  private static void write(OutputStream to, String octets) {
    try {
      to.write(octets.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      // Nobody listens any more.
    }
  }
}
