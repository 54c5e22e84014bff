// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.smtp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.mail.Addressee;
import org.ostler.api.smtp.ClientExtension;

/** What every service extension of the client does. An implementation supplies it. */
public interface ClientExtensionContract {
  /** The extension. */
  ClientExtension clientExtension() throws Exception;

  /** Mail for which it is used. */
  MemoryOutgoing wanted() throws Exception;

  /** Mail for which it is not, though the server offers it. */
  MemoryOutgoing unwanted() throws Exception;

  @Test
  default void clientKeywordIsOneOfEhlo() throws Exception {
    assertThat(clientExtension().keyword()).matches("[A-Z0-9][A-Z0-9-]*");
  }

  @Test
  default void staysAwayFromMailThatDoesNotWantIt() throws Exception {
    assertThat(clientExtension().use(unwanted())).isNull();
  }

  @Test
  default void saysNothingThatBreaksTheCommandLine() throws Exception {
    ClientExtension.Use use = requireNonNull(clientExtension().use(wanted()), "not used");
    assertThat(use.mailParameters()).matches("([!-~]+( [!-~]+)*)?");
    for (Addressee addressee : wanted().addressees()) {
      assertThat(use.rcptParameters().apply(addressee)).matches("([!-~]+( [!-~]+)*)?");
    }
  }
}
