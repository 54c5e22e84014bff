// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ostler.api.text.Text;
import org.ostler.core.mail.Situation;

/**
 * What an exchange has collected: {@code $auth1} to {@code $auth4}, and {@code $1} to {@code $9}
 * for configurations of old. One thread.
 */
public final class AuthValues {
  private static final int NAMED = 4;
  private static final int NUMBERED = 20;

  private final Situation situation;
  private final List<Text> values = new ArrayList<>();
  private final @Nullable Text[] before;

  public AuthValues(Situation situation) {
    this.situation = situation;
    this.before = situation.registers().captures();
    show();
  }

  public void add(String octets) {
    if (values.size() < NUMBERED) {
      values.add(Text.tainted(octets, "$auth" + (values.size() + 1)));
      show();
    }
  }

  public int size() {
    return values.size();
  }

  /** Puts the values where expansions find them; an expansion before may have put its own there. */
  public void show() {
    Text[] captures = new Text[values.size() + 1];
    captures[0] = Text.EMPTY;
    for (int i = 0; i < values.size(); i++) {
      captures[i + 1] = values.get(i);
      if (i < NAMED) {
        situation.findings().set("auth" + (i + 1), values.get(i));
      }
    }
    situation.registers().captures(captures);
  }

  /** Forgets the values: they are secrets, and the next expansion is none of theirs. */
  public void clear() {
    for (int i = 1; i <= NAMED; i++) {
      situation.findings().clear("auth" + i);
    }
    situation.registers().captures(before);
  }
}
