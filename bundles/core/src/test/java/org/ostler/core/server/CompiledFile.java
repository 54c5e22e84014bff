// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.feature.FeatureCatalog;
import org.ostler.core.acl.HostTrace;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.policy.PolicyCompiler;
import org.ostler.core.queue.MemoryLog;
import org.ostler.core.variables.HostFacts;
import org.ostler.core.variables.MailVariables;

/** A configuration compiled in a house with no feature. */
final class CompiledFile {
  private CompiledFile() {}

  static PolicyCompiler.Compiled of(String text, Path directory, @Nullable FeatureCatalog catalog)
      throws Exception {
    Path file = directory.resolve("ostler.conf");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    HostFacts host = new HostFacts("mail.example", "0.1.0", directory, file, () -> 0);
    try (ServerHouse house =
        new ServerHouse(
            new Contributions(),
            new MailVariables(host),
            new MemoryLog(),
            new MemoryHints(),
            (about, sender, recipients, fields, body) -> {})) {
      return new PolicyCompiler(house).compile(file, Map.of(), catalog, HostTrace.NONE);
    }
  }
}
