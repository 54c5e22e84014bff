// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.itests.mail.ReceivingHost;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.dns.ZoneServer;
import org.ostler.testing.peers.Redis;
import org.ostler.testing.peers.Run;

/**
 * A configuration that uses nine features for the mail of {@link Traffic}, and what it asks: a DNS
 * server, a Redis, an LMDB file, a host that refuses, a directory.
 */
final class Stage implements AutoCloseable {
  static final List<String> FEATURES =
      List.of(
          "spf",
          "queuefile",
          "lmdb",
          "redis",
          "event",
          "prdr",
          "proxy-protocol",
          "dsn",
          "dsn-info");

  /**
   * Those without which a session cannot go on; the others are missed in the queue or not at all.
   */
  private static final Set<String> ASKED_IN_SESSIONS =
      Set.of("spf", "lmdb", "redis", "proxy-protocol");

  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      dns_servers = 127.0.0.1:%1$d
      smtp_accept_max = 500
      smtp_accept_queue_per_connection = 0
      redis_servers = 127.0.0.1::%2$d//
      hosts_proxy = 127.0.0.1
      dsn_advertise_hosts = *
      prdr_enable
      acl_smtp_data_prdr = each
      acl_smtp_rcpt = rcpt
      event_action = ${acl{told}}

      begin acl
      rcpt:
        deny spf = fail
        require condition = ${lookup{$sender_address_domain}lmdb{%3$s}{yes}{no}}
        require condition = ${lookup redis{GET judge}}
        # Not a warn, which would let the message pass when the feature leaves between the two.
        accept add_header = X-Judged: $spf_result \\
                            ${lookup{$sender_address} spf{198.51.100.7}} $proxy_session
      each:
        accept
      told:
        accept logwrite = told $event_name

      begin routers
      copies:
        driver = accept
        domains = ostler.example
        local_parts = u0 : u2 : u4 : u6 : u8
        unseen
        transport = copies
      users:
        driver = accept
        domains = ostler.example
        local_parts = u0 : u1 : u2 : u3 : u4 : u5 : u6 : u7 : u8 : u9 : reports
        transport = maildir
      refusing:
        driver = manualroute
        domains = refusing.example
        route_list = * 127.0.0.1::%4$d byname
        self = send
        transport = onward
      reports:
        driver = redirect
        data = reports@ostler.example

      begin transports
      copies:
        driver = queuefile
        directory = %5$s
      maildir:
        driver = appendfile
        directory = DATA/mail/$local_part_data
        maildir_format
        envelope_to_add
      onward:
        driver = smtp
        event_action = ${acl{told}}

      begin retry
      * * F,1h,1s
      """;

  private final ZoneServer dns;
  private final Redis redis;
  private final ReceivingHost refusing;
  private final Path domains;
  private final Path copies;

  Stage(Path directory) throws IOException, InterruptedException {
    copies = Files.createDirectory(directory.resolve("copies"));
    domains = directory.resolve("domains.db");
    Run load =
        Run.of(
            List.of("mdb_load", "-n", "-T", domains.toString()),
            Map.of(),
            "source.example\nknown\n");
    assertThat(load.exit()).as(load.errors()).isZero();
    dns = ZoneServer.serving(TextZone.of("source.example TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n"));
    redis = Redis.start(directory.resolve("redis"));
    redis.cli("SET", "judge", "yes");
    refusing = ReceivingHost.start(recipient -> "550 no such user here");
  }

  Path copies() {
    return copies;
  }

  String policy() {
    return POLICY.formatted(dns.port(), redis.port(), domains, refusing.port(), copies);
  }

  /** Whether the feature's absence shows in replies. */
  static boolean isAskedInSessions(String feature) {
    return ASKED_IN_SESSIONS.contains(feature);
  }

  @Override
  public void close() {
    refusing.close();
    redis.close();
    dns.close();
  }
}
