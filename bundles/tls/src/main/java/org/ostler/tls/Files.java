// SPDX-License-Identifier: Apache-2.0
package org.ostler.tls;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.ostler.api.tls.Identity;
import org.ostler.api.tls.KeyFiles;
import org.ostler.api.tls.TlsFailure;
import org.ostler.api.tls.Trust;

/** Everything that is read from files, as it is now. Safe for many threads. */
final class Files {
  private final FileCache<Credential> credentials = new FileCache<>(Credential::read);
  private final FileCache<Anchors> anchors = new FileCache<>(Anchors::read);
  private final FileCache<DhParameters> dhParameters =
      new FileCache<>(files -> DhParameters.read(files.getFirst()));
  private final SelfSigned selfSigned;
  private final PathJudge judge;

  Files(InstantSource clock) {
    this.selfSigned = new SelfSigned(clock);
    this.judge = new PathJudge(clock);
  }

  /** Our certificates under an identity; at least one. */
  List<Credential> credentials(Identity identity) throws TlsFailure {
    return identity.keys().isEmpty() ? List.of(selfSigned.get()) : credentials(identity.keys());
  }

  List<Credential> credentials(List<KeyFiles> keys) throws TlsFailure {
    List<Credential> all = new ArrayList<>();
    for (KeyFiles one : keys) {
      all.add(credentials.get(List.of(one.certificate(), one.privateKey())));
    }
    return all;
  }

  Anchors anchors(Trust trust) throws TlsFailure {
    return anchors.get(Anchors.files(trust));
  }

  FileCache<DhParameters> dhParameters() {
    return dhParameters;
  }

  PathJudge judge() {
    return judge;
  }
}
