// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.transport;

import java.nio.file.Path;
import java.util.List;
import org.ostler.language.trace.Selector;
import org.ostler.language.trace.Trace;

/** What {@code -d+transport} tells of local deliveries: what their options expanded to. */
final class TransportTelling {
  private TransportTelling() {}

  static void mailbox(Path path, boolean directory) {
    Trace trace = Trace.of(Selector.TRANSPORT);
    if (trace != null) {
      trace.say(Selector.TRANSPORT, (directory ? "  directory=" : "  file=") + path);
    }
  }

  static void command(List<String> words) {
    Trace trace = Trace.of(Selector.TRANSPORT);
    if (trace != null) {
      trace.say(Selector.TRANSPORT, "direct command after expansion:");
      for (int i = 0; i < words.size(); i++) {
        trace.say(Selector.TRANSPORT, "  argv[" + i + "] = '" + words.get(i) + "'");
      }
    }
  }
}
