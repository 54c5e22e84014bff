// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ostler.api.acl.AclView;
import org.ostler.api.acl.Condition;
import org.ostler.api.acl.Condition.Verdict;
import org.ostler.api.acl.Phase;
import org.ostler.api.text.Text;

/**
 * What every condition of an ACL does. An implementation supplies the condition, a view, and
 * arguments for it.
 */
public interface AclConditionContract {
  /** The condition, with what it needs. */
  Condition condition() throws Exception;

  /** Mail about which the arguments are true. */
  AclView acl();

  /** An argument that holds for the mail. */
  Text holding();

  /** An argument that does not. */
  Text failing();

  @Test
  default void conditionHasANameOfTheLanguage() throws Exception {
    assertThat(condition().name()).matches("[a-z][a-z0-9_]*");
  }

  @Test
  default void standsInSomeListsThatNobodyCanChange() throws Exception {
    assertThat(condition().phases()).isNotEmpty().contains(acl().phase());
    assertThatThrownBy(() -> condition().phases().add(Phase.CONNECT))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void holds() throws Exception {
    assertThat(condition().test(holding(), acl())).isInstanceOf(Verdict.Met.class);
  }

  @Test
  default void doesNotHold() throws Exception {
    assertThat(condition().test(failing(), acl())).isInstanceOf(Verdict.NotMet.class);
  }

  @Test
  default void answersNonsenseWithoutThrowing() {
    for (String nonsense :
        new String[] {"", " ", "!", ":", "<", "<;", "\u0000\u00ff", "/", "a=b", "{", "$x"}) {
      assertThatCode(() -> assertThat(condition().test(Text.of(nonsense), acl())).isNotNull())
          .as("argument \"%s\"", nonsense)
          .doesNotThrowAnyException();
    }
  }
}
