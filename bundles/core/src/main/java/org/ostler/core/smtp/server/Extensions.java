// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.smtp.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ostler.api.mail.Recipient;
import org.ostler.api.smtp.Extension;
import org.ostler.api.smtp.Extension.Answer;
import org.ostler.api.smtp.Parameter;
import org.ostler.api.smtp.Reply;
import org.ostler.core.contribution.Features;
import org.ostler.core.contribution.Registry.Lease;
import org.ostler.core.smtp.server.protocol.ExtensionWords;
import org.ostler.core.smtp.server.protocol.ExtensionWords.Used;

/** The service extensions that features bring, as one session sees them. */
final class Extensions {
  private static final Answer AWAY =
      new Answer.Refused(Reply.of(451, "Temporary local problem - please try later"));

  private final SessionContext context;
  private final Features features;

  Extensions(SessionContext context) {
    this.context = context;
    this.features = context.services().features();
  }

  /**
   * What a client is offered.
   *
   * @param lines the line of EHLO by keyword
   */
  record Offer(ExtensionWords words, Map<String, String> lines) {
    /** After HELO. */
    static final Offer NONE = new Offer(ExtensionWords.NONE, Map.of());
  }

  /** What the client in hand is offered by those that are present now. */
  Offer offer() throws InterruptedException {
    Map<String, String> lines = new TreeMap<>();
    Map<Parameter.Keyword, String> mail = new HashMap<>();
    Map<Parameter.Keyword, String> rcpt = new HashMap<>();
    for (String keyword : features.contributions().extensions.names()) {
      Words words = ask(keyword, this::words, Words.NONE);
      words.mail().forEach(word -> mail.put(word, keyword));
      words.rcpt().forEach(word -> rcpt.put(word, keyword));
      String text = words.offer();
      if (text != null) {
        lines.put(keyword, text.isEmpty() ? keyword : keyword + " " + text);
      }
    }
    Set<String> offered = new HashSet<>(lines.keySet());
    return new Offer(new ExtensionWords(mail, rcpt, offered), lines);
  }

  /** What an extension brings to the client in hand; without an offer, its words are known only. */
  private record Words(
      Set<Parameter.Keyword> mail, Set<Parameter.Keyword> rcpt, @Nullable String offer) {
    static final Words NONE = new Words(Set.of(), Set.of(), null);
  }

  private Words words(Lease<Extension> lease) throws InterruptedException {
    Extension extension = lease.contribution();
    return new Words(
        extension.mailKeywords(), extension.rcptKeywords(), extension.offer(context.situation()));
  }

  /** Calls an extension; {@code otherwise} when it is away or fails, which the log tells. */
  private <R extends @Nullable Object> R ask(
      String keyword, org.ostler.core.contribution.Guard.Call<Extension, R> call, R otherwise)
      throws InterruptedException {
    return features
        .guard()
        .call(
            features.contributions().extensions,
            keyword,
            call,
            sentence -> {
              context.log().main(context.message().queueId(), sentence);
              return otherwise;
            });
  }

  /** Hands the parameters of MAIL to those they belong to; the first objection counts. */
  Answer mail(List<Used> used) throws InterruptedException {
    StringBuilder remarks = new StringBuilder();
    NewMail transaction = new NewMail(context.situation());
    for (Map.Entry<String, List<Parameter>> group : grouped(used).entrySet()) {
      context.message().extensions.add(group.getKey());
      Answer answer =
          ask(
              group.getKey(),
              lease -> lease.contribution().mail(group.getValue(), transaction),
              AWAY);
      if (!(answer instanceof Answer.Taken taken)) {
        return answer;
      }
      remarks.append(taken.remark());
    }
    return new Answer.Taken(remarks.toString());
  }

  /** Hands the parameters of RCPT to those they belong to. */
  Judged rcpt(List<Used> used, Recipient recipient) throws InterruptedException {
    NamedRecipient named = new NamedRecipient(context.situation(), recipient);
    for (Map.Entry<String, List<Parameter>> group : grouped(used).entrySet()) {
      Answer answer =
          ask(group.getKey(), lease -> lease.contribution().rcpt(group.getValue(), named), AWAY);
      if (!(answer instanceof Answer.Taken)) {
        return new Judged(recipient, answer);
      }
    }
    return new Judged(new Recipient(recipient.address(), named.dsn()), Answer.Taken.QUIETLY);
  }

  /** A recipient as extensions have shaped it, and what they say. */
  record Judged(Recipient recipient, Answer answer) {}

  private static Map<String, List<Parameter>> grouped(List<Used> used) {
    Map<String, List<Parameter>> groups = new LinkedHashMap<>();
    for (Used one : used) {
      groups.computeIfAbsent(one.extension(), key -> new ArrayList<>()).add(one.parameter());
    }
    return groups;
  }
}
