// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.HeaderField;
import org.ostler.api.mail.QueueId;
import org.ostler.core.acl.Trace;
import org.ostler.core.contribution.Contributions;
import org.ostler.core.log.Log;
import org.ostler.core.log.LogSelector;
import org.ostler.core.policy.Policy;
import org.ostler.core.policy.PolicyCompiler;
import org.ostler.core.variables.HostFacts;
import org.ostler.core.variables.MailVariables;

/** The house of the server, without a spool and with a log that writes nothing. */
public final class BenchmarkHouse {
  private BenchmarkHouse() {}

  /** Compiles a configuration as the server does. */
  public static Policy policy(Path file) {
    MailVariables variables =
        new MailVariables(new HostFacts("mx.test.example", "0", file.getParent(), file, () -> 0));
    ServerHouse house =
        new ServerHouse(
            new Contributions(),
            variables,
            new Silent(),
            new MemoryHints(),
            (about, sender, recipients, fields, body) -> {
              throw new IOException("nothing is queued");
            });
    PolicyCompiler.Compiled compiled =
        new PolicyCompiler(house).compile(file, Map.of(), null, Trace.NONE);
    Policy policy = compiled.policy();
    if (policy == null) {
      throw new IllegalArgumentException(compiled.problems().toString());
    }
    return policy;
  }

  private static final class Silent implements Log {
    @Override
    public boolean selects(LogSelector selector) {
      return false;
    }

    @Override
    public void main(@Nullable QueueId id, String text) {}

    @Override
    public void reject(@Nullable QueueId id, String text, List<HeaderField> headerFields) {}

    @Override
    public void panic(@Nullable QueueId id, String text) {
      throw new IllegalStateException(text);
    }
  }
}
