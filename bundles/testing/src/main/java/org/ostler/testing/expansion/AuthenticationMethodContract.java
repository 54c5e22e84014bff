// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ostler.api.expansion.AuthenticationMethod;
import org.ostler.api.mail.MailView;
import org.ostler.api.text.Text;

/** What every authentication method does. An implementation supplies it and mail. */
public interface AuthenticationMethodContract {
  /** The method. */
  AuthenticationMethod method() throws Exception;

  /** Mail that the method has checked. */
  MailView checked() throws Exception;

  /** Mail that it has not. */
  MailView unchecked() throws Exception;

  @Test
  default void resultBeginsWithTheMethodAndFitsAHeaderField() throws Exception {
    Text result = method().result(checked());
    assertThat(result).isNotNull();
    assertThat(String.valueOf(result))
        .matches("(?s)" + method().name() + "=[a-z]+\\b.*")
        .doesNotContain("\n", "\r", ";");
  }

  @Test
  default void claimsNothingOfMailThatItHasNotChecked() throws Exception {
    assertThat(method().result(unchecked())).isNull();
  }
}
