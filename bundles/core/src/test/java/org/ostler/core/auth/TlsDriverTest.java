// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.auth;

import java.util.List;
import org.ostler.api.auth.AuthenticatorDriver;
import org.ostler.api.option.Settings;
import org.ostler.testing.auth.AuthenticatorDriverContract;
import org.ostler.testing.mail.MemorySettings;

/** A certificate stands for the command: nothing is asked. */
class TlsDriverTest implements AuthenticatorDriverContract {
  @Override
  public AuthenticatorDriver driver() {
    return new TlsDriver();
  }

  @Override
  public String mechanism() {
    return "TLS";
  }

  @Override
  public Settings serving() {
    return MemorySettings.named("a").withText(TlsDriver.SERVER_PARAM1, "$primary_hostname");
  }

  @Override
  public List<String> responses() {
    return List.of();
  }
}
