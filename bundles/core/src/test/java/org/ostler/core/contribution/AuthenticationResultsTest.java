// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ostler.api.expansion.AuthenticationMethod;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;
import org.ostler.core.queue.MemoryLog;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemoryPeer;

/** The texts are those that {@code exim4 -bh} gives in the same case. */
class AuthenticationResultsTest {
  private final Contributions contributions = new Contributions();
  private final ContributedWords words =
      new ContributedWords(contributions, new Guard(new MemoryLog()));

  private record Method(String name, @Nullable String text) implements AuthenticationMethod {
    @Override
    public @Nullable Text result(MailView mail) {
      return text == null ? null : Text.tainted(text, "a peer");
    }
  }

  private Text results(MemoryMail mail) throws InterruptedException {
    Expansion expansion =
        words.item("authresults").orElseThrow().evaluate(List.of(Text.of("mx.example")), mail);
    return ((Expansion.Value) expansion).text();
  }

  @Test
  void nothingIsClaimedOfWhatNobodyChecked() throws Exception {
    contributions.authenticationMethods.add("spf", new Method("spf", null), "spf");
    assertThat(results(new MemoryMail())).isEqualTo(Text.of("Authentication-Results: mx.example"));
  }

  @Test
  void reverseLookupAuthenticationAndMethodsFollowInEximsOrder() throws Exception {
    contributions.authenticationMethods.add("arc", new Method("arc", "arc=none"), "arc");
    contributions.authenticationMethods.add("zz", new Method("zz", "zz=pass"), "zz");
    contributions.authenticationMethods.add("spf", new Method("spf", "spf=pass x=y"), "spf");
    MemoryMail mail =
        new MemoryMail()
            .set("sender_host_address", "192.0.2.9")
            .set("host_lookup_failed", "1")
            .set("sender_host_authenticated", "plain")
            .set("sender_host_auth_mechanism", "PLAIN")
            .set("authenticated_id", "user")
            .set("authenticated_sender", "zz@yy");
    Text field = results(mail);
    assertThat(field.value())
        .isEqualTo(
            "Authentication-Results: mx.example;\n\tiprev=fail smtp.remote-ip=192.0.2.9;\n"
                + "\tauth=pass (PLAIN) smtp.auth=user smtp.mailfrom=zz@yy;\n"
                + "\tspf=pass x=y;\n\tarc=none;\n\tzz=pass");
    assertThat(field.isTainted()).isTrue();
  }

  @Test
  void aNameThatWasFoundPasses() throws Exception {
    MemoryMail mail =
        new MemoryMail()
            .set("sender_host_address", "192.0.2.9")
            .from(MemoryPeer.at("192.0.2.9", "helo.example").named("h.example"));
    assertThat(results(mail).value())
        .endsWith(";\n\tiprev=pass (h.example) smtp.remote-ip=192.0.2.9");
  }
}
