// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.acl;

import java.util.Optional;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Control;
import org.ostler.api.acl.Modifier;

/** The words that features bring. What it hands out stays valid while features come and go. */
public interface AclWords {
  /** No feature brings any. */
  AclWords NONE =
      new AclWords() {
        @Override
        public Optional<Condition> condition(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Modifier> modifier(String name) {
          return Optional.empty();
        }

        @Override
        public Optional<Control> control(String name) {
          return Optional.empty();
        }
      };

  Optional<Condition> condition(String name);

  Optional<Modifier> modifier(String name);

  Optional<Control> control(String name);
}
