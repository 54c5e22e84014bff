// SPDX-License-Identifier: Apache-2.0
package org.ostler.prdr;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.OptionSet;
import org.ostler.api.smtp.ClientExtension;
import org.ostler.api.smtp.Extension;
import org.ostler.testing.expansion.VariableSetContract;
import org.ostler.testing.mail.MemoryAddressee;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.option.OptionSetContract;
import org.ostler.testing.smtp.ClientExtensionContract;
import org.ostler.testing.smtp.ExtensionContract;
import org.ostler.testing.smtp.MemoryOutgoing;

/** PRDR keeps the contracts of what it adds. */
class PrdrContractTest {
  @Nested
  class Server implements ExtensionContract {
    @Override
    public Extension extension() {
      return new PrdrExtension();
    }

    @Override
    public MemoryMail welcome() {
      return new MemoryMail().under(MemorySettings.NONE.with(PrdrOptions.ENABLE, true));
    }

    @Override
    public MemoryMail unwelcome() {
      return new MemoryMail();
    }
  }

  @Nested
  class Client implements ClientExtensionContract {
    @Override
    public ClientExtension clientExtension() {
      return new PrdrClient();
    }

    @Override
    public MemoryOutgoing wanted() {
      return MemoryOutgoing.of(
          MemorySettings.NONE,
          Set.of("PRDR"),
          MemoryAddressee.of("a@d.e"),
          MemoryAddressee.of("b@d.e"));
    }

    @Override
    public MemoryOutgoing unwanted() {
      return MemoryOutgoing.of(MemorySettings.NONE, Set.of("PRDR"), MemoryAddressee.of("a@d.e"));
    }
  }

  @Nested
  class MainOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new PrdrOptions();
    }
  }

  @Nested
  class TransportOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new PrdrClientOptions();
    }
  }

  @Nested
  class Variables implements VariableSetContract {
    @Override
    public VariableSet variables() {
      return new PrdrVariables();
    }

    @Override
    public MailView rich() {
      return new MemoryMail();
    }
  }
}
