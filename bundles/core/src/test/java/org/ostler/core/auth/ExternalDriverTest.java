// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.List;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.option.Settings;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.mail.MemorySettings;

/** EXTERNAL: one empty challenge, answered with a name. */
class ExternalDriverTest implements AuthenticatorDriverContract {
  @Override
  public AuthenticatorDriver driver() {
    return new ExternalDriver();
  }

  @Override
  public String mechanism() {
    return "EXTERNAL";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a").withText(ExternalDriver.SERVER_PARAM2, "$auth1");
  }

  @Override
  public List<String> responses() {
    return List.of("joe");
  }
}
