// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.Redis;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Swaks;
import org.ostler.testing.peers.Waiting;

/** Domains in Redis and aliases in LMDB decide what becomes of mail. */
@RequiresPeer({"redis-server", "redis-cli", "mdb_load", "swaks"})
class StoresIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String POLICY =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      hide redis_servers = 127.0.0.1::REDIS/3/secret
      domainlist virtual = ${lookup redis{SMEMBERS domains}{<\\n $value}}
      # The examples of Exim's list of experimental features, as they stand there.
      domainlist virtual_domains = ${lookup redis {HGET $domain domain}}
      hostlist relay_from_ips = <\\n ${lookup redis{SMEMBERS relay_from_ips}}
      SPAMMER_SET = SET SPAMMER bulk.example
      acl_smtp_rcpt = rcpt
      begin acl
      rcpt:
        warn set acl_c_spammer = ${if eq{${lookup redis{SPAMMER_SET}}}{OK}}
             set acl_c_spam_host = ${lookup redis{GET SPAMMER}}
             logwrite = EXAMPLES <$acl_c_spammer> <$acl_c_spam_host> \\
               <${lookup{$sender_address_domain}lmdb{DATA/relaydomains.mdb}{$value}}> \\
               <${lookup{$sender_address_domain}lmdb{DATA/relaydomains.mdb}{$value}fail}> \\
               <${lookup{$sender_address_domain}lmdb{DATA/relaydomains.mdb}}>
        # As items of lists.
        warn domains = redis;SMEMBERS hosted_${quote_redis:$domain}
             senders = redis;SMEMBERS known_${quote_redis:$sender_address}
             local_parts = redis;SMEMBERS people_${quote_redis:$local_part}
             hosts = redis;SMEMBERS client_$sender_host_address
             logwrite = LISTED $domain <$domain_data> $local_part <$local_part_data>
        accept hosts = +relay_from_ips
        accept domains = +virtual_domains
        accept domains = +virtual
               condition = ${lookup{$local_part}lmdb{DATA/aliases.db}{yes}{no}}
        deny message = unknown
      begin routers
      aliases:
        driver = redirect
        data = ${lookup{$local_part}lmdb{DATA/aliases.db}}
      files:
        driver = accept
        transport = file
      begin transports
      file:
        driver = appendfile
        file = DATA/mail.txt
        envelope_to_add
      """;

  @TempDir Path directory;

  @Test
  void domainsInRedisAndAliasesInLmdb() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    load(data.resolve("aliases.db"), "info\nalice@one.example");
    load(data.resolve("relaydomains.mdb"), "src.example\nrelayed");
    Redis redis = Redis.start(directory.resolve("redis"), "--requirepass", "secret");
    int redisPort = redis.port();
    try {
      redis.cli("-n", "3", "-a", "secret", "--no-auth-warning", "SADD", "domains", "one.example");
      String policy = POLICY.replace("REDIS", "" + redisPort);
      try (PackedServer ostler = PackedServer.start(directory, policy)) {
        assertThat(ostler.ostler("feature", "list").output())
            .containsPattern("redis +installed")
            .containsPattern("lmdb +installed");
        assertThat(send(ostler, "info@one.example")).contains("250 OK id=");
        assertThat(ostler.log("mainlog"))
            .contains("EXAMPLES <true> <bulk.example> <relayed> <relayed> <relayed>");
        assertThat(ostler.log("mainlog")).doesNotContain("LISTED");
        for (String set :
            List.of("hosted_one.example", "known_x@src.example", "client_127.0.0.1")) {
          redis.cli("-n", "3", "-a", "secret", "--no-auth-warning", "SADD", set, "any");
        }
        redis.cli("-n", "3", "-a", "secret", "--no-auth-warning", "SADD", "people_info", "joe");
        assertThat(send(ostler, "info@two.example")).contains("550 unknown");
        assertThat(send(ostler, "info@one.example")).contains("250 OK id=");
        assertThat(ostler.log("mainlog"))
            .contains("LISTED one.example <any> info <joe>")
            .doesNotContain("LISTED two.example");
        for (String network : List.of("192.168.0.0/24", "10.0.0.0/8")) {
          redis.cli(
              "-n", "3", "-a", "secret", "--no-auth-warning", "SADD", "relay_from_ips", network);
        }
        assertThat(rehearse(ostler, "10.1.2.3")).contains("250 Accepted");
        assertThat(rehearse(ostler, "192.168.1.1")).contains("550 unknown");
        assertThat(send(ostler, "info@two.example")).contains("550 unknown");
        assertThat(send(ostler, "sales@one.example")).contains("550 unknown");
        redis.cli(
            "-n",
            "3",
            "-a",
            "secret",
            "--no-auth-warning",
            "HSET",
            "two.example",
            "domain",
            "two.example");
        assertThat(send(ostler, "any@two.example")).contains("250 OK id=");
        assertThat(send(ostler, "any@three.example")).contains("550 unknown");
        Run check = ostler.ostler("-bV");
        assertThat(check.exit()).as(check.errors()).isZero();
        assertThat(check.errors()).isEmpty();

        Path next = directory.resolve("next.db");
        load(next, "info\nalice@one.example\nsales\nbob@one.example");
        Files.move(next, data.resolve("aliases.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(send(ostler, "sales@one.example")).contains("250 OK id=");
        Path mail = data.resolve("mail.txt");
        Waiting.until("both", LIMIT, () -> read(mail).contains("Envelope-to: sales@one.example"));
        assertThat(read(mail)).contains("Envelope-to: info@one.example");

        redis.close();
        assertThat(send(ostler, "info@one.example")).containsPattern("<[*~-]+ +451 ");
        redis = Redis.startOn(redisPort, directory.resolve("redis"), "--requirepass", "secret");
        redis.cli("-n", "3", "-a", "secret", "--no-auth-warning", "SADD", "domains", "one.example");
        Waiting.until(
            "acceptance",
            LIMIT,
            () -> {
              try {
                return send(ostler, "info@one.example").contains("250 OK id=");
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
        // Without the server, the same words in a process of their own.
        Run alone =
            ostler.ostler(
                "-C",
                ostler.configuration().toString(),
                "-be",
                "${lookup redis{SMEMBERS domains}} ${quote_redis:a b}");
        assertThat(alone.output()).as(alone.errors()).isEqualTo("one.example a\\ b\n");
        // As Exim does, for a list that could not be had while there was no server.
        assertThat(ostler.log("paniclog").lines())
            .allMatch(line -> line.contains(" while checking a list: lookup of \"SMEMBERS relay"));
      }
    } finally {
      redis.close();
    }
  }

  private static String send(PackedServer ostler, String recipient) throws InterruptedException {
    return Swaks.send(ostler.smtpPort(), "--to", recipient, "--from", "x@src.example").output();
  }

  /** What a client at an address would hear. */
  private static String rehearse(PackedServer ostler, String client) throws InterruptedException {
    return ostler
        .ostlerWithInput(
            "EHLO a.example\nMAIL FROM:<x@src.example>\nRCPT TO:<y@two.example>\nQUIT\n",
            "-bh",
            client)
        .output();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void load(Path file, String lines) throws InterruptedException {
    Run run = Run.of(List.of("mdb_load", "-n", "-T", file.toString()), Map.of(), lines + "\n");
    assertThat(run.exit()).as(run.errors()).isZero();
  }
}
