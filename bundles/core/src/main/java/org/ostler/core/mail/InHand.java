// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.mail;

import org.jspecify.annotations.Nullable;
import org.ostler.api.option.Settings;

/**
 * What a thread works on, for those that are asked without a view of it and have something to tell,
 * as the resolver has of lookups that fail.
 *
 * @param situation the view that the work has
 * @param part the part of the configuration whose work it is: the main one, or a transport's
 * @param quiet whether nothing that happens meanwhile is told
 */
public record InHand(Situation situation, Settings part, boolean quiet) {
  private static final ThreadLocal<@Nullable InHand> CURRENT = new ThreadLocal<>();

  /** Work of the main part of the configuration. */
  public static InHand of(Situation situation) {
    return new InHand(situation, situation.settings(), false);
  }

  /** Work of a transport. */
  public static InHand of(Situation situation, Settings transport) {
    return new InHand(situation, transport, false);
  }

  /** What the calling thread works on; null when that belongs to no mail. */
  public static @Nullable InHand now() {
    return CURRENT.get();
  }

  /** The same with nothing told of what happens meanwhile. */
  public InHand quietly() {
    return new InHand(situation, part, true);
  }

  /** Takes it in hand until what is returned is closed, on the same thread. */
  public Hold take() {
    InHand before = CURRENT.get();
    CURRENT.set(this);
    return () -> {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    };
  }

  /** Puts back what was in hand before. */
  @FunctionalInterface
  public interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
