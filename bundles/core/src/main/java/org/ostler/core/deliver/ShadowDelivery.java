// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.deliver;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ostler.api.expansion.Expandable;
import org.ostler.api.expansion.Expansion;
import org.ostler.api.transport.Outcome;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;
import org.ostler.core.queue.QueuedMail;

/**
 * {@code shadow_transport}: what a local transport delivered goes through another one too, whose
 * trouble is told in the line of the delivery and changes nothing else. One thread.
 */
final class ShadowDelivery {
  private final Policy policy;
  private final Desk desk;
  private final QueuedMail mail;
  private final Situation base;

  ShadowDelivery(Policy policy, Desk desk, QueuedMail mail, Situation base) {
    this.policy = policy;
    this.desk = desk;
    this.mail = mail;
    this.base = base;
  }

  /** Delivers once more what {@code transport} delivered, where it asks for that. */
  void run(Transport transport, List<Address> delivered) throws InterruptedException {
    String name = transport.settings().find(TransportOptions.SHADOW_TRANSPORT).orElse("");
    if (name.isEmpty() || delivered.isEmpty() || !isWanted(transport, delivered.getFirst())) {
      return;
    }
    Transport shadow = policy.transports().get(name);
    if (shadow == null) {
      desk.log().panic(mail.id(), "shadow transport \"" + name + "\" not found");
      return;
    }
    String trouble = deliver(shadow, delivered);
    for (Address address : delivered) {
      address.shadow = trouble == null ? name : name + " (" + trouble + ")";
    }
  }

  /** A condition that cannot be told does not hold, and the panic log has it. */
  private boolean isWanted(Transport transport, Address first) throws InterruptedException {
    Expandable condition =
        transport.settings().find(TransportOptions.SHADOW_CONDITION).orElse(null);
    if (condition == null) {
      return true;
    }
    return switch (condition.expand(base.with(first))) {
      case Expansion.Value(var text) ->
          !List.of("", "0", "no", "false").contains(text.value().strip().toLowerCase(Locale.ROOT));
      case Expansion.ForcedFailure _ -> false;
      case Expansion.Failed it -> broken(condition, it.message());
      case Expansion.Deferred it -> broken(condition, it.message());
    };
  }

  private boolean broken(Expandable condition, String why) {
    desk.log()
        .panic(
            mail.id(), "failed to expand shadow_condition \"" + condition.source() + "\": " + why);
    return false;
  }

  /** What went wrong; null when nothing did. */
  private @Nullable String deliver(Transport shadow, List<Address> addresses)
      throws InterruptedException {
    BatchPreparation.Result prepared =
        new BatchPreparation(policy, shadow, mail.message(), mail.body(), desk.clock().instant())
            .prepare(base, addresses);
    return switch (prepared) {
      case BatchPreparation.Result.Deferred(var message) -> message;
      case BatchPreparation.Result.Failed(var message) -> message;
      case BatchPreparation.Result.Ready(var returnPath, var content) -> {
        BatchDelivery delivery =
            new BatchDelivery(mail.id(), returnPath, addresses, List.of(), base, content);
        shadow.driver().deliver(delivery);
        yield trouble(delivery, addresses);
      }
    };
  }

  private static @Nullable String trouble(BatchDelivery delivery, List<Address> addresses) {
    for (Address address : addresses) {
      switch (delivery.outcome(address, "no outcome")) {
        case Outcome.Delivered _ -> {}
        case Outcome.Failed(var trouble) -> {
          return trouble.reason();
        }
        case Outcome.Deferred(var trouble) -> {
          return trouble.reason();
        }
      }
    }
    return null;
  }
}
