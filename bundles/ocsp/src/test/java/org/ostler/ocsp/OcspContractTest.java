// SPDX-License-Identifier: Apache-2.0
package org.ostler.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.api.mail.MailView;
import org.ostler.api.option.OptionSet;
import org.ostler.api.tls.StapleSource;
import org.ostler.api.tls.StapleVerifier;
import org.ostler.testing.feature.DeclaredWords;
import org.ostler.testing.mail.MemoryExpandable;
import org.ostler.testing.mail.MemoryMail;
import org.ostler.testing.mail.MemorySettings;
import org.ostler.testing.option.OptionSetContract;
import org.ostler.testing.peers.OcspResponder;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.tls.CertificateAuthority;
import org.ostler.testing.tls.Issued;
import org.ostler.testing.tls.StapleSourceContract;
import org.ostler.testing.tls.StapleVerifierContract;

/** OCSP keeps the contracts of what it adds. */
@RequiresPeer("openssl")
class OcspContractTest {
  private static final CertificateAuthority AUTHORITY = CertificateAuthority.root("root");
  private static final Issued SERVER = AUTHORITY.server("mail.example");

  @TempDir Path directory;

  private byte[] response() throws Exception {
    Path own = directory.resolve("r" + System.nanoTime());
    return new OcspResponder(own, AUTHORITY)
        .good(SERVER.certificate())
        .response(SERVER.certificate(), "-ndays", "1");
  }

  @Nested
  class Source implements StapleSourceContract {
    @Override
    public StapleSource source() {
      return new OcspStaples(directory.resolve("kept"), InstantSource.system());
    }

    @Override
    public List<X509Certificate> chain() {
      return SERVER.chain();
    }

    @Override
    public MailView connection() throws Exception {
      return connection("$acl_c0");
    }

    private MemoryMail connection(String list) throws Exception {
      Path file = Files.write(directory.resolve("proof.der"), response());
      MemorySettings settings =
          MemorySettings.NONE.with(OcspOptions.FILE, new MemoryExpandable(list));
      return new MemoryMail().under(settings).set("acl_c0", file.toString());
    }
  }

  @Nested
  class Verifier implements StapleVerifierContract {
    @Override
    public StapleVerifier verifier() {
      return new OcspVerifier();
    }

    @Override
    public CertificateAuthority authority() {
      return AUTHORITY;
    }

    @Override
    public Issued server() {
      return SERVER;
    }

    @Override
    public byte[] proof() throws Exception {
      return response();
    }
  }

  @Nested
  class MainOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new OcspOptions();
    }
  }

  @Nested
  class TransportOptions implements OptionSetContract {
    @Override
    public OptionSet options() {
      return new OcspClientOptions();
    }
  }

  @Test
  void theWordsAreDeclared() {
    assertThat(DeclaredWords.of(OcspOptions.class, OcspClientOptions.class))
        .hasToString(
            "{option.main=[tls_ocsp_fetch, tls_ocsp_file],"
                + " option.transport=[hosts_request_ocsp, hosts_require_ocsp]}");
  }
}
