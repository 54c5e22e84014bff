// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test talks to programs that may not be on the machine, such as {@code exim4}. Without them it
 * is skipped by name; where {@code OSTLER_PEERS_REQUIRED=true} is set, it fails.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PeerCondition.class)
public @interface RequiresPeer {
  /** Names of programs. */
  String[] value();
}
