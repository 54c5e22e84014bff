// SPDX-License-Identifier: Apache-2.0
package org.ostler.api.tls;

import java.util.List;

/**
 * What a server shows under one name.
 *
 * @param keys its certificates, of different kinds of key as a rule; empty for one that the engine
 *     makes and signs itself
 * @param trust whom to believe about certificates of clients
 */
public record Identity(List<KeyFiles> keys, Trust trust) {
  public Identity {
    keys = List.copyOf(keys);
  }
}
