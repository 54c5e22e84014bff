// SPDX-License-Identifier: Apache-2.0
package org.ostler.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.Option;
import org.ostler.api.option.OptionSet;
import org.ostler.testing.event.MemoryEvent;
import org.ostler.testing.expansion.VariableSetContract;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.option.OptionSetContract;

class EventWordsTest {
  @Nested
  class MainOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new EventMainOptions();
    }
  }

  @Nested
  class TransportOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new EventTransportOptions();
    }
  }

  @Nested
  class Variables implements VariableSetContract {
    @Override
    public VariableSet variables() {
      return new EventVariables();
    }

    @Override
    public MailView rich() {
      MemoryMail mail =
          new MemoryMail()
              .set("host", "h")
              .set("host_address", "192.0.2.1")
              .set("host_port", "25")
              .set("local_part", "x")
              .set("domain", "d");
      Underway.of(mail).event = MemoryEvent.after("msg:delivery", "250", MemorySettings.NONE);
      return mail;
    }
  }

  @Test
  void declaresItsWords() {
    assertThat(DeclaredWords.of(EventMainOptions.class).get("option.main"))
        .containsExactlyInAnyOrderElementsOf(
            new EventMainOptions().options().stream().map(Option::name).toList());
    assertThat(DeclaredWords.of(EventTransportOptions.class).get("option.transport"))
        .containsExactlyInAnyOrderElementsOf(
            new EventTransportOptions().options().stream().map(Option::name).toList());
    assertThat(DeclaredWords.of(EventVariables.class).get("variable"))
        .containsExactlyInAnyOrderElementsOf(new EventVariables().names());
  }
}
