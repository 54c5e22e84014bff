// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ostler.api.acl.Phase;

/** The conditions and modifiers of the language itself. */
final class Words {
  /**
   * Words of Exim that features bring, or that are not made yet; the catalogue of features says
   * which.
   */
  private static final Set<String> PARSED =
      Set.of(
          "control",
          "delay",
          "dnslists",
          "log_reject_target",
          "mime_regex",
          "ratelimit",
          "regex",
          "remove_header",
          "seen",
          "verify");

  private static final Map<String, Word> ALL = new HashMap<>();

  static {
    condition("acl", Places.ANY, false, NestedList::make);
    condition("authenticated", Places.AFTER_HELO, false, ListChecks::authenticated);
    condition("condition", Places.ANY, true, TruthCheck::make);
    condition("decode", Places.PART, true, MimeChecks::decode);
    condition("dnslists", Places.ANY, true, DnsLists::make);
    condition("domains", Places.ADDRESS, false, ListChecks::domains);
    condition("encrypted", Places.ENCRYPTED, false, ListChecks::encrypted);
    condition("hosts", Places.HOST, false, ListChecks::hosts);
    condition("local_parts", Places.ADDRESS, false, ListChecks::localParts);
    condition("mime_regex", Places.PART, true, MimeChecks::regex);
    condition("ratelimit", Places.ANY, true, RateLimit::make);
    condition("recipients", Places.RECIPIENT, false, ListChecks::recipients);
    condition("regex", Places.CONTENT, true, RegexCheck::make);
    condition("seen", Places.ANY, true, SeenCheck::make);
    condition("sender_domains", Places.SENDER, false, ListChecks::senderDomains);
    condition("senders", Places.SENDER, false, ListChecks::senders);
    condition("verify", Places.ANY, true, Verification::make);
    modifier("add_header", Places.HEADER_ADD, HeaderChanges::adding);
    modifier("continue", Places.ANY, (argument, site) -> (text, course) -> Result.OK);
    modifier("control", Places.ANY, ControlWork::make);
    modifier("delay", Places.DELAY, DelayWork::make);
    modifier("log_reject_target", Places.ANY, LogWork::rejectTarget);
    modifier("logwrite", Places.ANY, LogWork::logwrite);
    modifier("queue", Places.QUEUED, QueueWork::make);
    modifier("remove_header", Places.HEADER, HeaderChanges::removing);
    modifier("udpsend", Places.ANY, UdpSend::make);
  }

  private Words() {}

  static Set<String> names() {
    return Set.copyOf(ALL.keySet());
  }

  static Optional<Word> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /**
   * Words that parse an argument without variables when they are compiled and need no text when
   * they work.
   */
  static boolean parsesPlain(String name) {
    return PARSED.contains(name);
  }

  private static void condition(String name, Set<Phase> phases, boolean expands, Word.Maker maker) {
    ALL.put(name, new Word(new Step.Place(name, false, phases), expands, maker));
  }

  private static void modifier(String name, Set<Phase> phases, Word.Maker maker) {
    ALL.put(name, new Word(new Step.Place(name, true, phases), true, maker));
  }
}
