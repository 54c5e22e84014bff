// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostler.testing.peers.Exim;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;

/** No option of Exim's is a word that nobody knows: each is taken, or refused with a reason. */
class EximOptionsTest {
  /** Of features that are not among the classes here. */
  private static final Set<String> OF_FEATURES =
      Set.of(
          "dsn_advertise_hosts",
          "event_action",
          "hosts_proxy",
          "proxy_protocol_timeout",
          "redis_servers",
          "spf_guess",
          "spf_smtp_comment_template",
          "tls_on_connect_ports");

  private static final String DRIVERS =
      """
      begin routers
      accept:
        driver = accept
        transport = appendfile
      dnslookup:
        driver = dnslookup
        transport = smtp
      ipliteral:
        driver = ipliteral
        transport = smtp
      manualroute:
        driver = manualroute
        route_list = * a
        transport = smtp
      queryprogram:
        driver = queryprogram
        command = /bin/true
        command_user = nobody
      redirect:
        driver = redirect
        data = x
      begin transports
      appendfile:
        driver = appendfile
        file = /dev/null
      autoreply:
        driver = autoreply
      lmtp:
        driver = lmtp
        socket = /x
      pipe:
        driver = pipe
        command = /bin/true
      smtp:
        driver = smtp
      begin authenticators
      cram_md5:
        driver = cram_md5
        public_name = CRAM-MD5
        server_secret = x
      dovecot:
        driver = dovecot
        public_name = DOVECOT
        server_socket = /x
      external:
        driver = external
        public_name = EXTERNAL
        server_condition = true
      plaintext:
        driver = plaintext
        public_name = PLAIN
        server_condition = true
      tls:
        driver = tls
        public_name = TLS
        server_condition = true
      """;

  @TempDir Path directory;

  private Set<String> exims(String... words) throws Exception {
    Path file = directory.resolve("exim.conf");
    Files.writeString(
        file,
        "keep_environment =\nspool_directory = " + directory + "\n" + DRIVERS,
        StandardCharsets.ISO_8859_1);
    Exim.ownedByExim(directory);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("exim4").toString(), "-C", file.toString(), "-bP"));
    command.addAll(List.of(words));
    Set<String> names = new TreeSet<>();
    for (String line : Run.of(command).output().lines().toList()) {
      String name = line.strip().replaceFirst(" =.*", "").replaceFirst("^no_", "");
      if (name.matches("[a-z][a-z0-9_]*")) {
        names.add(name);
      }
    }
    names.removeAll(OF_FEATURES);
    assertThat(names).hasSizeGreaterThan(8);
    return names;
  }

  /** What is said of the option when it stands behind this text. */
  private List<String> unexplained(String before, Set<String> names) throws Exception {
    List<String> unexplained = new ArrayList<>();
    for (String name : names) {
      CompiledFile.of(before + name + " = x\n", directory, null).problems().stream()
          .map(problem -> problem.message())
          .filter(text -> text.contains("option \"" + name + "\" unknown"))
          .filter(text -> text.endsWith("unknown") || text.contains("did you mean"))
          .forEach(unexplained::add);
    }
    return unexplained;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "router accept",
        "router dnslookup",
        "router ipliteral",
        "router manualroute",
        "router queryprogram",
        "router redirect",
        "transport appendfile",
        "transport autoreply",
        "transport lmtp",
        "transport pipe",
        "transport smtp",
        "authenticator cram_md5",
        "authenticator dovecot",
        "authenticator external",
        "authenticator plaintext",
        "authenticator tls"
      })
  @RequiresPeer("exim4")
  void everyOptionIsTakenOrRefusedWithAReason(String of) throws Exception {
    String[] words = of.split(" ");
    boolean main = of.equals("main");
    String before = main ? "" : "begin " + words[0] + "s\nx:\n  driver = " + words[1] + "\n  ";
    assertThat(unexplained(before, main ? exims() : exims(words))).isEmpty();
  }
}
