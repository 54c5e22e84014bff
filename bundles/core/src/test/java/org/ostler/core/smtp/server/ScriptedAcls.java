// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.ostler.api.acl.Phase;
import org.ostler.core.acl.AclRunner;
import org.ostler.core.acl.Decision;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Message.AddedHeader;
import org.ostler.core.mail.Message.Place;
import org.ostler.core.mail.Situation;

/**
 * Lists that do as a dialogue says: {@code acl rcpt deny text}. Without a word for a phase they
 * accept. For RCPT the local part decides where nothing else is said: {@code bad}, {@code later},
 * {@code drop}, {@code gone}.
 */
final class ScriptedAcls implements AclRunner {
  private final Map<Phase, String> verdicts = new HashMap<>();

  void set(String line) {
    String[] words = line.split(" ", 2);
    verdicts.put(Phase.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
  }

  @Override
  public boolean isSet(Phase phase) {
    return verdicts.containsKey(phase)
        || switch (phase) {
          case ETRN, VRFY, EXPN -> !"unset".equals(verdicts.get(phase));
          default -> false;
        };
  }

  @Override
  public Decision run(Phase phase, Situation situation) {
    String verdict = verdicts.getOrDefault(phase, "accept");
    Address address = situation.addressee();
    if (phase == Phase.RCPT && address != null && !verdicts.containsKey(phase)) {
      verdict = byName(address.localPart());
    }
    String[] words = verdict.split(" ", 2);
    return decide(words[0], words.length > 1 ? words[1].replace("\\n", "\n") : "", situation);
  }

  private static String byName(String localPart) {
    return switch (localPart) {
      case "bad" -> "deny No such user";
      case "later" -> "defer come back";
      case "drop" -> "drop bye";
      case "gone" -> "discard";
      default -> "accept";
    };
  }

  private static Decision decide(String verb, String text, Situation situation) {
    return switch (verb) {
      case "deny" -> new Decision.Deny(text, "", false);
      case "drop" -> new Decision.Deny(text, "", true);
      case "defer" -> new Decision.Defer(text, "", false);
      case "discard" -> new Decision.Discard("", text);
      case "broken" -> new Decision.Broken(text);
      case "add" -> {
        situation.envelope().addedHeaders.add(new AddedHeader(text + "\n", Place.END));
        yield new Decision.Accept("");
      }
      case "remove" -> {
        situation.envelope().removedHeaders.add(text);
        yield new Decision.Accept("");
      }
      case "submission" -> {
        situation.envelope().controls.submission = true;
        yield new Decision.Accept("");
      }
      case "fakereject" -> {
        situation.envelope().controls.fakeReject = text;
        yield new Decision.Accept("");
      }
      case "unset" -> new Decision.Deny("", "", false);
      case "bug" -> throw new IllegalStateException(text);
      default -> new Decision.Accept(text);
    };
  }
}
