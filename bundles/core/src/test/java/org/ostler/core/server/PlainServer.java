// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.file.Path;
import org.ostler.api.spool.Spool;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.queue.MemorySpool;

/** Mail servers without features. */
final class PlainServer {
  private PlainServer() {}

  /** One with an empty spool in memory. */
  static MailServer of(Path data, Path configuration) throws IOException {
    return of(data, configuration, new MemorySpool());
  }

  static MailServer of(Path data, Path configuration, Spool spool) throws IOException {
    return new MailServer(
        new Place(data, configuration, false),
        "0.1.0",
        new Contributions(),
        () -> null,
        new CurrentResolver(),
        spool);
  }
}
