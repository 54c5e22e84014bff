// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.OpensslServer;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.tls.CertificateAuthority;

/** A list asks a real server under TLS, {@code openssl s_server}. */
@RequiresPeer({"openssl", "swaks"})
class ReadSocketIT {
  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      tls_advertise_hosts = *
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        warn set acl_m_page = ${readsocket{inet:127.0.0.1:PORT}{GET / HTTP/1.0\\r\\n\\r\\n}{20s:tls=yes}{ }}
             logwrite = page: ${extract{1}{ }{$acl_m_page}} ${if match{$acl_m_page}{s_server}{served}}
        accept
      begin routers
      kept:
        driver = redirect
        data = :blackhole:
      """;

  @TempDir Path directory;

  @Test
  void answersComeUnderTls() throws Exception {
    Path certificate =
        CertificateAuthority.root("Test").leaf("CN=localhost").issue().write(directory, "peer");
    Path key = directory.resolve("peer.key");
    try (OpensslServer peer = OpensslServer.start(directory, certificate, key)) {
      Path place = Files.createDirectory(directory.resolve("ostler"));
      String policy = POLICY.replace(":PORT}", ":" + peer.port() + "}");
      try (PackedServer server = PackedServer.start(place, policy)) {
        Run run =
            Swaks.send(server.smtpPort(), "--from", "a@src.example", "--to", "b@dest.example");
        assertThat(run.exit()).as(run.output() + run.errors()).isZero();
        assertThat(server.log("mainlog")).contains("page: HTTP/1.0 served");
      }
    }
  }
}
