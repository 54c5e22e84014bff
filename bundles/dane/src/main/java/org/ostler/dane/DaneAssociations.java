// SPDX-License-Identifier: Apache-2.0
package org.ostler.dane;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ostler.api.dns.Resolver;
import org.ostler.api.tls.Associations;
import org.ostler.api.tls.PeerVerifier.Verdict;

/** DANE of our SMTP client. */
@Component
public final class DaneAssociations implements Associations {
  private final TlsaSearch search;
  private final ChainJudge judge = new ChainJudge(InstantSource.system());

  @Activate
  public DaneAssociations(@Reference Resolver resolver) {
    this.search = new TlsaSearch(resolver);
  }

  @Override
  public Finding find(String host, int port) throws InterruptedException {
    return search.find(host, port);
  }

  @Override
  public Verdict judge(
      Finding.Published published, List<String> names, List<X509Certificate> sent) {
    return judge.judge(TlsaRecords.usable(published.records()), names, sent);
  }
}
