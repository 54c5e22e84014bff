// SPDX-License-Identifier: Apache-2.0
package org.ostler.spf;

import org.junit.jupiter.api.Nested;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.expansion.AuthenticationMethod;
import org.ostler.api.expansion.VariableSet;
import org.ostler.api.lookup.Lookup;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.OptionSet;
import org.ostler.api.text.Text;
import org.ostler.testing.acl.AclConditionContract;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.expansion.AuthenticationMethodContract;
import org.ostler.testing.expansion.VariableSetContract;
import org.ostler.testing.lookup.LookupContract;
import org.ostler.testing.mail.MemoryEnvelope;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;
import org.ostler.testing.option.OptionSetContract;

/** SPF keeps the contracts of what it contributes. */
class SpfContractTest {
  private static final TextZone ZONE = TextZone.of("example.com TXT \"v=spf1 ip4:192.0.2.1 -all\"");

  private static MemoryMail message() {
    return new MemoryMail()
        .from(MemoryPeer.at("192.0.2.1", "helo.example.com"))
        .carrying(MemoryEnvelope.of("u@example.com"));
  }

  @Nested
  class PublishedPolicy implements AclConditionContract {
    @Override
    public Condition condition() {
      return new SpfCondition(ZONE);
    }

    @Override
    public AclView acl() {
      return message();
    }

    @Override
    public Text holding() {
      return Text.of("fail : pass");
    }

    @Override
    public Text failing() {
      return Text.of("!pass : fail");
    }
  }

  @Nested
  class Results implements AuthenticationMethodContract {
    @Override
    public AuthenticationMethod method() {
      return new SpfMethod();
    }

    @Override
    public MailView checked() throws InterruptedException {
      MemoryMail mail = message();
      new SpfCondition(ZONE).test(Text.of("pass"), mail);
      return mail;
    }

    @Override
    public MailView unchecked() {
      return message();
    }
  }

  @Nested
  class BestGuess extends PublishedPolicy {
    @Override
    public Condition condition() {
      return new SpfGuessCondition(ZONE);
    }
  }

  @Nested
  class Variables implements VariableSetContract {
    @Override
    public VariableSet variables() {
      return new SpfVariables();
    }

    @Override
    public MailView rich() throws InterruptedException {
      MemoryMail mail = message();
      new SpfCondition(ZONE).test(Text.of("pass"), mail);
      return mail;
    }
  }

  @Nested
  class Options implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new SpfOptions();
    }
  }

  @Nested
  class Lookups implements LookupContract {
    @Override
    public Lookup lookup() {
      return new SpfLookup(ZONE);
    }

    @Override
    public Query present() {
      return new Query(Text.of("u@example.com"), Text.of("192.0.2.2"));
    }

    @Override
    public String value() {
      return "fail";
    }

    @Override
    public Query absent() {
      return new Query(Text.of("u@example.com"), Text.of("192.0.2"));
    }

    @Override
    public MailView mail() {
      return message();
    }
  }
}
