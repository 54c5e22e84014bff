// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicyOptions;

/** {@code pid_file_path}: a file with the server's process id, there while it takes mail. */
final class PidFile implements AutoCloseable {
  private static final String PID = ProcessHandle.current().pid() + "\n";

  private final @Nullable Path path;

  private PidFile(@Nullable Path path) {
    this.path = path;
  }

  /** Writes it where the configuration asks for one. */
  static PidFile write(Policy policy) throws IOException {
    Expandable option = policy.main().find(PolicyOptions.PID_FILE_PATH).orElse(null);
    String name = option == null ? "" : name(option, policy);
    if (name.isEmpty()) {
      return new PidFile(null);
    }
    Path path = Path.of(name);
    Files.writeString(path, PID);
    return new PidFile(path);
  }

  private static String name(Expandable option, Policy policy) throws IOException {
    try {
      return switch (option.expand(policy.situation())) {
        case Expansion.Value it -> it.text().value();
        case Expansion.ForcedFailure _ -> "";
        case Expansion.Failed it -> throw new IOException("pid_file_path: " + it.message());
        case Expansion.Deferred it -> throw new IOException("pid_file_path: " + it.message());
      };
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped at the start", stop);
    }
  }

  /** Removes the file unless it is another server's by now. */
  @Override
  public void close() throws IOException {
    Path written = path;
    if (written != null && Files.exists(written) && Files.readString(written).equals(PID)) {
      Files.delete(written);
    }
  }
}
