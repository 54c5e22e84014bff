// SPDX-License-Identifier: Apache-2.0
package org.ostler.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.spool.Spool;
import org.ostler.testing.spool.SpoolContract;

final class JournalContractTest implements SpoolContract {
  @TempDir Path directory;
  private @Nullable Journal journal;

  @Override
  public Spool open() throws IOException {
    return journal = Journal.open(directory, JournalSettings.defaults());
  }

  @Override
  @AfterEach
  public void close() throws IOException {
    if (journal != null) {
      journal.close();
    }
  }
}
