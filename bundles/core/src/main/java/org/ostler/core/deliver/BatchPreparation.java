// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.mail.ReversePath;
import org.ostler.api.option.Option;
import org.ostler.api.spool.StoredMessage;
import org.ostler.api.transport.Content;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Message;
import org.ostler.core.mail.Situation;
import org.ostler.core.rewrite.HeaderRewriter;
import org.ostler.core.route.ExpandedItems;
import org.ostler.core.transport.PipeOptions;

/** Applies the generic options of a transport before its driver is called. */
final class BatchPreparation {
  /** How it ended. */
  sealed interface Result {
    record Ready(ReversePath returnPath, Content content) implements Result {}

    record Deferred(String message) implements Result {}

    record Failed(String message) implements Result {}
  }

  private static final Pattern SIZE = Pattern.compile("\\d{1,15}[KMGkmg]?");

  private final Policy policy;
  private final Transport transport;
  private final Message message;
  private final StoredMessage.Body body;
  private final Instant now;
  private @Nullable String trouble;

  BatchPreparation(
      Policy policy, Transport transport, Message message, StoredMessage.Body body, Instant now) {
    this.policy = policy;
    this.transport = transport;
    this.message = message;
    this.body = body;
    this.now = now;
  }

  Result prepare(Situation base, List<Address> addresses) throws InterruptedException {
    Address first = addresses.getFirst();
    Situation view = base.with(first);
    String usual = first.errorsTo != null ? first.errorsTo : sender();
    String returnPath = expanded(TransportOptions.RETURN_PATH, view, usual).strip();
    long limit = number(expanded(TransportOptions.MESSAGE_SIZE_LIMIT, view, "0"));
    identity(view, addresses);
    List<String> added = new ArrayList<>(first.headersAdd);
    added.addAll(each(TransportOptions.HEADERS_ADD, view).fields());
    List<String> removed = new ArrayList<>(first.headersRemove);
    removed.addAll(each(TransportOptions.HEADERS_REMOVE, view).names());
    if (trouble != null) {
      return new Result.Deferred(trouble);
    }
    if (limit > 0 && message.size > limit) {
      return new Result.Failed("message is too big (transport limit = " + limit + ")");
    }
    return new Result.Ready(
        new ReversePath(returnPath),
        MailContent.of(
            new HeaderRewriter(transport.headers(), false, false)
                .apply(message.headerFields(), view),
            body,
            policy.main(),
            transport,
            returnPath,
            addresses,
            added,
            removed,
            now));
  }

  private String sender() {
    ReversePath sender = message.sender();
    return sender == null ? "" : sender.address();
  }

  private void identity(Situation view, List<Address> addresses) throws InterruptedException {
    for (Address address : addresses) {
      address.user = expandedOrNull(TransportOptions.USER, view, address.user);
      boolean creator = transport.settings().find(PipeOptions.PIPE_AS_CREATOR).orElse(false);
      if (address.user == null && creator && view.peer().local) {
        address.user = view.peer().ident;
      }
      address.initgroups |= transport.settings().value(TransportOptions.INITGROUPS);
      address.group = expandedOrNull(TransportOptions.GROUP, view, address.group);
      address.directory =
          expandedOrNull(TransportOptions.CURRENT_DIRECTORY, view, address.directory);
      address.home = expandedOrNull(TransportOptions.HOME_DIRECTORY, view, address.home);
      String refusal =
          transport.remote()
              ? null
              : new NeverUsers(policy.main()).refusal(address.user, transport.name());
      trouble = refusal != null ? refusal : trouble;
      // The user that was asked for must be one that may be, even when nobody becomes it.
      if (policy.main().value(DeliveryOptions.DELIVER_DROP_PRIVILEGE)) {
        address.user = null;
      }
    }
  }

  private @Nullable String expandedOrNull(
      Option<Expandable> option, Situation view, @Nullable String otherwise)
      throws InterruptedException {
    return transport.settings().find(option).isEmpty()
        ? otherwise
        : expanded(option, view, otherwise == null ? "" : otherwise);
  }

  /** The expanded option; {@code otherwise} when it is unset or forced to fail. */
  private String expanded(Option<Expandable> option, Situation view, String otherwise)
      throws InterruptedException {
    Optional<Expandable> text = transport.settings().find(option);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get().expand(view)) {
      case Expansion.Value(var value) -> value.value();
      case Expansion.ForcedFailure(var _) -> otherwise;
      case Expansion.Failed(var message) -> broken(option, message, otherwise);
      case Expansion.Deferred(var message) -> broken(option, message, otherwise);
    };
  }

  private ExpandedItems each(Option<List<Expandable>> option, Situation view)
      throws InterruptedException {
    ExpandedItems items = ExpandedItems.of(transport.settings(), option, view);
    if (items.failure() != null) {
      broken(option, items.failure().why(), "");
    }
    return items;
  }

  private String broken(Option<?> option, String why, String otherwise) {
    trouble =
        "failed to expand " + option.name() + " of the " + transport.name() + " transport: " + why;
    return otherwise;
  }

  /** A size with the language's suffixes. */
  private long number(String text) {
    String digits = text.strip();
    if (!SIZE.matcher(digits).matches()) {
      trouble = "invalid message_size_limit \"" + text + "\"";
      return 0;
    }
    char last = Character.toUpperCase(digits.charAt(digits.length() - 1));
    int shift = last == 'K' ? 10 : last == 'M' ? 20 : last == 'G' ? 30 : 0;
    String plain = shift == 0 ? digits : digits.substring(0, digits.length() - 1);
    return Long.parseLong(plain) << shift;
  }
}
