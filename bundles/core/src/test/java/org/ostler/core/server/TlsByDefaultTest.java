// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.feature.FeatureCatalog;

/**
 * Exim offers STARTTLS, and uses it, unless the configuration says otherwise: a file that does not
 * speak of TLS calls for it.
 */
class TlsByDefaultTest {
  private static final FeatureCatalog CATALOG =
      new FeatureCatalog() {
        @Override
        public Optional<String> featureFor(String kind, String word) {
          return switch (word) {
            case "tls_advertise_hosts" -> Optional.of("offering");
            case "hosts_require_tls" -> Optional.of("trying");
            default -> Optional.empty();
          };
        }

        @Override
        public Set<String> installed() {
          return Set.of();
        }

        @Override
        public void install(String feature) {
          throw new AssertionError("asked to install " + feature);
        }
      };

  @TempDir Path directory;

  private List<String> wanted(String text) throws Exception {
    var compiled = CompiledFile.of(text, directory, CATALOG);
    assertThat(compiled.problems()).isEmpty();
    return compiled.wanted();
  }

  @Test
  void aFileWithoutAWordOfTlsCallsForIt() throws Exception {
    assertThat(wanted("log_selector = +pid\n")).containsExactly("offering");
    assertThat(wanted("begin transports\nsmtp:\n  driver = smtp\n"))
        .containsExactlyInAnyOrder("offering", "trying");
    assertThat(wanted("begin transports\nfile:\n  driver = appendfile\n  file = /dev/null\n"))
        .containsExactly("offering");
  }

  @Test
  void oneThatForbidsItDoesNot() throws Exception {
    assertThat(wanted("tls_advertise_hosts =\n")).isEmpty();
    assertThat(
            wanted(
                """
                tls_advertise_hosts =
                begin transports
                smtp:
                  driver = smtp
                  hosts_avoid_tls = *
                """))
        .isEmpty();
    assertThat(
            wanted(
                """
                tls_advertise_hosts =
                begin transports
                smtp:
                  driver = smtp
                  hosts_avoid_tls = *.example
                """))
        .containsExactly("trying");
  }
}
