// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostler.testing.dns.ZoneServer;
import org.ostler.testing.peers.Redis;
import org.ostler.testing.peers.Run;

/** What the features of {@link Flow} ask: a DNS server, a Redis, an LMDB file, a directory. */
final class Stage implements AutoCloseable {
  /** Features that the configuration uses for each message. */
  static final List<String> FEATURES =
      List.of("spf", "queuefile", "lmdb", "redis", "event", "prdr", "proxy-protocol", "dsn");

  /**
   * Those without which mail is put off in the session; without the others it waits in the queue.
   */
  private static final Set<String> ASKED_IN_SESSIONS = Set.of("spf", "lmdb", "redis");

  private final ZoneServer dns;
  private final Redis redis;
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
    dns = Flow.zone();
    redis = Redis.start(directory.resolve("redis"));
    redis.cli("SET", "judge", "yes");
  }

  Path copies() {
    return copies;
  }

  String policy() {
    return Flow.policy(dns.port(), copies)
        .replace(
            "acl_smtp_rcpt = rcpt\n",
            "acl_smtp_rcpt = rcpt\n"
                + "event_action = ${acl{told}}\n"
                + "prdr_enable\nacl_smtp_data_prdr = accept\n"
                + "hosts_proxy = 192.0.2.77\ndsn_advertise_hosts = *\n"
                + ("redis_servers = 127.0.0.1::" + redis.port() + "//\n"))
        .replace(
            "  deny spf = fail\n",
            """
              deny spf = fail
              require condition = ${lookup{$sender_address_domain}lmdb{%s}{yes}{no}}
              require condition = ${lookup redis{GET judge}}
            """
                .formatted(domains))
        .concat("told:\n  accept logwrite = told $event_name\n");
  }

  /** Whether the feature's absence shows in replies. */
  static boolean isAskedInSessions(String feature) {
    return ASKED_IN_SESSIONS.contains(feature);
  }

  @Override
  public void close() {
    redis.close();
    dns.close();
  }
}
