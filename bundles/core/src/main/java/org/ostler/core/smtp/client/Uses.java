// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.client;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Addressee;
import org.ostler.api.smtp.ClientExtension;
import org.ostler.api.smtp.OutgoingMail;
import org.ostler.core.contribution.Features;

/**
 * The extensions that are used in one transaction.
 *
 * @param byKeyword how
 */
record Uses(Map<String, One> byKeyword) {
  static final Uses NONE = new Uses(Map.of());

  /** The use of one extension, with what was put behind RCPT for each addressee. */
  record One(String mail, Map<Addressee, String> rcpt, boolean repliesPerRecipient) {}

  /** Asks those whose keywords the server offers; one that is away or fails is not used. */
  static Uses of(Features features, OutgoingMail mail) throws InterruptedException {
    Map<String, One> uses = new TreeMap<>();
    for (String keyword : features.contributions().clientExtensions.names()) {
      if (!mail.offers(keyword)) {
        continue;
      }
      One one =
          features
              .guard()
              .<ClientExtension, @Nullable One>call(
                  features.contributions().clientExtensions,
                  keyword,
                  lease -> one(lease.contribution().use(mail), mail),
                  sentence -> null);
      if (one != null) {
        uses.put(keyword, one);
      }
    }
    return uses.isEmpty() ? NONE : new Uses(uses);
  }

  private static @Nullable One one(ClientExtension.@Nullable Use use, OutgoingMail mail) {
    if (use == null) {
      return null;
    }
    Map<Addressee, String> rcpt = new IdentityHashMap<>();
    for (Addressee addressee : mail.addressees()) {
      rcpt.put(addressee, sayable(use.rcptParameters().apply(addressee)));
    }
    return new One(sayable(use.mailParameters()), rcpt, use.repliesPerRecipient());
  }

  /** With a blank before it; nothing when it has a line end, which would speak commands. */
  private static String sayable(String parameters) {
    boolean plain = parameters.chars().allMatch(c -> c >= ' ' && c < 127);
    return plain && !parameters.isEmpty() ? " " + parameters : "";
  }

  /**
   * What is used for one addressee: an extension that speaks of recipients, of those it spoke of.
   */
  Set<String> keywords(Addressee addressee) {
    return byKeyword.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().repliesPerRecipient()
                    || !entry.getValue().rcpt().getOrDefault(addressee, "").isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What stands behind MAIL, with a blank before it. */
  String mailParameters() {
    StringBuilder text = new StringBuilder();
    byKeyword.values().forEach(one -> text.append(one.mail()));
    return text.toString();
  }

  /** What stands behind the RCPT of an addressee, with a blank before it. */
  String rcptParameters(Addressee addressee) {
    StringBuilder text = new StringBuilder();
    byKeyword.values().forEach(one -> text.append(one.rcpt().getOrDefault(addressee, "")));
    return text.toString();
  }

  /** The extension by which the server may answer for each recipient; null for none. */
  @Nullable String perRecipient() {
    return byKeyword.entrySet().stream()
        .filter(entry -> entry.getValue().repliesPerRecipient())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}
