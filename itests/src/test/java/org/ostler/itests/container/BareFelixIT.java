// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.ostler.testing.peers.Peers;

/** The same bundles that the packed server holds, without Karaf. */
class BareFelixIT {
  @TempDir Path directory;

  @Test
  void serverAndFeaturesRunOnFelixAlone() throws Exception {
    Path configuration = directory.resolve("ostler.conf");
    Files.writeString(configuration, "daemon_smtp_ports = " + Peers.freePort() + "\n");
    try (BareFelix felix = BareFelix.start(directory, configuration)) {
      assertThat(felix.idle()).isEmpty();
      for (String feature : new String[] {"spf", "queuefile", "lmdb", "dnsdb"}) {
        Bundle bundle = felix.install(feature);
        assertThat(bundle.getState()).as(feature).isEqualTo(Bundle.ACTIVE);
        bundle.uninstall();
      }
      assertThat(felix.idle()).isEmpty();
    }
  }
}
