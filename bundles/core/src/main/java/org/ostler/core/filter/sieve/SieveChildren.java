// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.filter.sieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ostler.api.routing.Child;
import org.ostler.core.mail.Situation;
import org.ostler.language.octets.MailboxReader;

/** Collects what a script wants delivered, and whom it notifies. One use. */
public final class SieveChildren implements SieveWatch {
  private final Situation situation;
  private final @Nullable String directory;
  private final List<Child> children = new ArrayList<>();
  private final List<SieveDeed.Notified> notifications = new ArrayList<>();

  /** Collects; {@code directory} has the files that remember who was answered. */
  public SieveChildren(Situation situation, @Nullable String directory) {
    this.situation = situation;
    this.directory = directory;
  }

  @Override
  public void take(SieveDeed deed) throws InterruptedException {
    switch (deed) {
      case SieveDeed.Filed(var folder) -> children.add(new Child.File(folder));
      case SieveDeed.Redirected(var address) -> children.add(new Child.Address(bare(address)));
      case SieveDeed.Notified notified -> notifications.add(notified);
      case SieveDeed.Answered answered -> {
        String place = Objects.requireNonNull(directory, "vacation without its directory");
        Child letter = new Child.Answer(new VacationLetter(situation).write(answered, place));
        // an answer is worth no report when it fails
        children.add(new Child.Wished(letter, null, true, -1));
      }
    }
  }

  /** The address without a name and comments. */
  private static String bare(String address) {
    return MailboxReader.read(address, MailboxReader.Syntax.USUAL, false)
            instanceof MailboxReader.Result.Found found
        ? found.address()
        : address;
  }

  /** Who is to be notified. */
  public List<SieveDeed.Notified> notifications() {
    return List.copyOf(notifications);
  }

  /**
   * What was collected.
   *
   * @param refusal why a child may not be; empty when it may
   */
  public List<Child> permitted(Function<Child, String> refusal) {
    return children.stream()
        .map(
            child -> {
              Child inner = child instanceof Child.Wished wished ? wished.child() : child;
              String why = refusal.apply(inner);
              return why.isEmpty() ? child : new Child.Forbidden(inner, why);
            })
        .toList();
  }
}
