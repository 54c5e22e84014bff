// SPDX-License-Identifier: Apache-2.0
package @PACKAGE@;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.OptionSet;
import org.ostler.api.text.Text;
import org.ostler.testing.acl.AclConditionContract;
import org.ostler.testing.expansion.VariableSetContract;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;
import org.ostler.testing.option.OptionSetContract;

/** What @NAME@ brings keeps the contracts of Ostler. */
class @CLASS@ContractTest {
  private static MemoryMail mail() {
    return new MemoryMail().from(MemoryPeer.at("192.0.2.1", "Bot.example"));
  }

  @Nested
  class Named implements AclConditionContract {
    @Override
    public Condition condition() {
      return new @CLASS@Condition();
    }

    @Override
    public AclView acl() {
      return mail();
    }

    @Override
    public Text holding() {
      return Text.of("spam.example : bot.example");
    }

    @Override
    public Text failing() {
      return Text.of("friend.example");
    }
  }

  @Nested
  class Variables implements VariableSetContract {
    @Override
    public VariableSet variables() {
      return new @CLASS@Variables();
    }

    @Override
    public MailView rich() {
      MemoryMail mail = mail();
      new @CLASS@Condition().test(Text.of("bot.example"), mail);
      return mail;
    }
  }

  @Nested
  class Options implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new @CLASS@Options();
    }
  }

  @Test
  void emptyListMeansThatOfTheOption() {
    MemoryMail mail = mail().from(MemoryPeer.at("192.0.2.1", "localhost"));
    assertThat(new @CLASS@Condition().test(Text.EMPTY, mail))
        .isInstanceOf(Condition.Verdict.Met.class);
  }

  @Test
  void declaresTheWordsThatItBrings() {
    assertThat(
            DeclaredWords.of(
                @CLASS@Condition.class, @CLASS@Variables.class, @CLASS@Options.class))
        .hasToString(
            "{acl.condition=[@WORD@], option.main=[@WORD@_names], variable=[@WORD@_match]}");
  }
}
