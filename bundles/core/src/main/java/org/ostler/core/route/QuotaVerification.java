// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.route;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.core.acl.AddressVerifier.Verified;
import org.ostler.core.acl.Hints;
import org.ostler.core.acl.QuotaWords;
import org.ostler.core.mail.Address;
import org.ostler.core.mail.Situation;

/**
 * {@code verify = recipient/quota}: whether the mailbox has room, which is remembered for a while.
 * Safe for many threads.
 */
public final class QuotaVerification {
  private static final String FAILURE = "quota";

  private final Room room;
  private final Hints hints;
  private final InstantSource clock;

  /** {@code hints} remember what {@code room} said. */
  public QuotaVerification(Room room, Hints hints, InstantSource clock) {
    this.room = room;
    this.hints = hints;
    this.clock = clock;
  }

  Verified ask(Address address, QuotaWords words, Situation situation) throws InterruptedException {
    String key = "quota:" + address.address();
    Boolean known = known(key, words);
    if (known != null) {
      return verdict(known, "Previous (cached) quota verification failure", address);
    }
    boolean left = room.isLeft(address, situation);
    if (!(left ? words.positive() : words.negative()).isZero()) {
      String value = clock.instant().getEpochSecond() + (left ? " yes" : " no");
      hints.update(key, old -> value);
    }
    return verdict(left, "Over quota", address);
  }

  private static Verified verdict(boolean left, String otherwise, Address address) {
    return left
        ? new Verified.Good(List.of(address.address()))
        : new Verified.Bad("", otherwise, FAILURE);
  }

  private @Nullable Boolean known(String key, QuotaWords words) {
    String value = hints.get(key);
    int space = value == null ? -1 : value.indexOf(' ');
    if (value == null || space < 1) {
      return null;
    }
    boolean left = value.endsWith(" yes");
    Duration lasting = left ? words.positive() : words.negative();
    long age = clock.instant().getEpochSecond() - Long.parseLong(value.substring(0, space));
    return age < lasting.toSeconds() ? left : null;
  }
}
