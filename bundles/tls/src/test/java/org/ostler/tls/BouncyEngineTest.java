// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import org.ostler.api.tls.TlsEngine;
import org.ostler.testing.tls.TlsEngineContract;

class BouncyEngineTest implements TlsEngineContract {
  @Override
  public TlsEngine engine() {
    return new BouncyEngine();
  }
}
