// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real unbound that has a signed zone and an unsigned one, and answers as a validating resolver
 * does: the trust anchor of the signed zone is its own. Its peer names are {@code unbound}, {@code
 * ldns-keygen} and {@code ldns-signzone}.
 */
public final class SignedZone implements AutoCloseable {
  private static final String BEGINNING =
      """
      $TTL 300
      @ SOA ns hostmaster 1 3600 600 86400 300
      @ NS ns
      ns A 127.0.0.1
      """;

  private final int port;
  private final String anchor;
  private final Daemon daemon;

  private SignedZone(
      Path directory, String name, String records, String unsigned, String open, String also)
      throws IOException, InterruptedException {
    this.port = Peers.freePort();
    Files.createDirectories(directory);
    Path zone = directory.resolve("zone");
    Files.writeString(zone, "$ORIGIN " + name + ".\n" + BEGINNING + records);
    List<String> keys = new ArrayList<>();
    keys.add(key(directory, name, "-k"));
    keys.add(key(directory, name));
    this.anchor = anchor(directory.resolve(keys.getFirst() + ".ds"));
    List<String> sign = new ArrayList<>(List.of(program("ldns-signzone"), "-o", name));
    sign.addAll(List.of("-f", directory.resolve("zone.signed").toString(), zone.toString()));
    keys.forEach(key -> sign.add(directory.resolve(key).toString()));
    output(sign);
    // Records that somebody changed on the way: their signatures are those of others.
    Path signed = directory.resolve("zone.signed");
    Files.writeString(signed, Files.readString(signed).replaceAll("127\\.9\\.9\\.9", "127.6.6.6"));
    Path other = directory.resolve("open");
    Files.writeString(other, "$ORIGIN " + unsigned + ".\n" + BEGINNING + open);
    Path configuration = directory.resolve("unbound.conf");
    Files.writeString(configuration, configuration(directory, name, unsigned, also));
    this.daemon =
        new Daemon(
            directory, List.of(program("unbound"), "-d", "-c", configuration.toString()), Map.of());
    daemon.awaitListening(port);
  }

  /**
   * Starts a server.
   *
   * @param name the signed zone
   * @param records its records in master file form, besides those of the zone itself; addresses
   *     127.9.9.9 are changed after they were signed
   * @param unsigned the other zone
   * @param open its records
   * @param also another place to listen at, such as {@code 127.0.0.58@53}; empty for none
   */
  public static SignedZone start(
      Path directory, String name, String records, String unsigned, String open, String also)
      throws IOException, InterruptedException {
    return new SignedZone(directory, name, records, unsigned, open, also);
  }

  private static String key(Path directory, String zone, String... more)
      throws InterruptedException {
    // ldns-keygen writes where it is started.
    String words = "cd '" + directory + "' && exec " + program("ldns-keygen");
    String made =
        output(
            List.of(
                "/bin/sh",
                "-c",
                words
                    + " -r /dev/urandom -a ECDSAP256SHA256 "
                    + String.join(" ", more)
                    + " "
                    + zone));
    return made.strip();
  }

  private static String anchor(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      return lines
          .filter(line -> line.contains("DS"))
          .findFirst()
          .orElseThrow()
          .strip()
          .replaceAll("\\s+", " ");
    }
  }

  private static String program(String name) {
    return Peers.program(name).toString();
  }

  private static String output(List<String> command) throws InterruptedException {
    Run run = Run.of(command);
    if (run.exit() != 0) {
      throw new AssertionError(command + ": " + run.output() + run.errors());
    }
    return run.output();
  }

  private String configuration(Path directory, String name, String unsigned, String also) {
    return """
    server:
      interface: 127.0.0.1@%1$d
      %6$s
      port: %1$d
      do-daemonize: no
      use-syslog: no
      username: ""
      chroot: ""
      directory: "%2$s"
      pidfile: ""
      module-config: "validator iterator"
      do-not-query-localhost: no
      qname-minimisation: no
      trust-anchor: "%3$s"
    auth-zone:
      name: "%4$s"
      zonefile: "zone.signed"
      for-downstream: no
      for-upstream: yes
      fallback-enabled: no
    auth-zone:
      name: "%5$s"
      zonefile: "open"
      for-downstream: no
      for-upstream: yes
      fallback-enabled: no
    """
        .formatted(
            port, directory, anchor, name, unsigned, also.isEmpty() ? "" : "interface: " + also);
  }

  /** What the main option {@code dns_servers} says to use this server. */
  public String option() {
    return "127.0.0.1::" + port;
  }

  public int port() {
    return port;
  }

  /** The zone's DS record, for those who validate themselves. */
  public String trustAnchor() {
    return anchor;
  }

  @Override
  public void close() {
    daemon.close();
  }
}
