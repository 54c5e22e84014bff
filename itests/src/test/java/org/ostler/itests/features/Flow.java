// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ostler.itests.mail.Mailboxes;
import org.ostler.itests.mail.Policies;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.dns.ZoneServer;
import org.ostler.testing.peers.Waiting;

/** Mail through a configuration that uses {@code spf} and {@code queuefile} for each message. */
final class Flow {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String JUDGEMENT = "X-Judged: pass fail";

  private Flow() {}

  /** What the configuration asks. */
  static ZoneServer zone() {
    return ZoneServer.serving(TextZone.of("source.example TXT \"v=spf1 ip4:192.0.2.0/24 -all\"\n"));
  }

  /** All recipients end in Maildirs, and a copy of each message goes into a directory. */
  static String policy(int dnsPort, Path copies) {
    return Policies.maildirs()
            .replace(
                "acl_smtp_rcpt = accept",
                "acl_smtp_rcpt = rcpt\ndns_servers = 127.0.0.1:" + dnsPort)
            .replace(
                "begin routers\n",
                """
                begin routers
                others:
                  driver = redirect
                  domains = !ostler.example
                  data = u1@ostler.example
                copies:
                  driver = accept
                  unseen
                  transport = copies
                """)
            .replace(
                "begin transports\n",
                "begin transports\ncopies:\n  driver = queuefile\n  directory = " + copies + "\n")
        + """
        begin acl
        rcpt:
          deny spf = fail
          # Not a warn, which would let the message pass when the feature leaves between the two.
          accept add_header = X-Judged: $spf_result \\
                              ${lookup{$sender_address} spf{198.51.100.7}}
        """;
  }

  /** Waits until each acknowledged message is in a Maildir and has its copy. */
  static void assertAllThere(Set<String> acknowledged, Path mail, Path copies) throws IOException {
    Waiting.until(
        acknowledged.size() + " messages in Maildirs and as copies",
        LIMIT,
        () ->
            count(() -> Mailboxes.files(mail).size()) >= acknowledged.size()
                && count(() -> heads(copies).size()) >= acknowledged.size());
    List<String> arrived = Mailboxes.messageIds(mail);
    assertThat(Set.copyOf(arrived)).containsAll(acknowledged);
    assertThat(arrived).doesNotHaveDuplicates();
    List<String> copied = new ArrayList<>();
    for (Path head : heads(copies)) {
      String text = Files.readString(head, StandardCharsets.ISO_8859_1);
      copied.add(text.replaceFirst("(?s).*Message-ID: (<[^>]+>).*", "$1"));
    }
    assertThat(Set.copyOf(copied)).containsAll(acknowledged);
    assertThat(copied).doesNotHaveDuplicates();
    for (Path file : Mailboxes.files(mail)) {
      // No message slipped by while the feature was away.
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(JUDGEMENT);
    }
  }

  private static List<Path> heads(Path copies) throws IOException {
    try (Stream<Path> files = Files.list(copies)) {
      return files.filter(file -> file.getFileName().toString().endsWith("-H")).toList();
    }
  }

  private interface Counting {
    int count() throws IOException;
  }

  private static int count(Counting counting) {
    try {
      return counting.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
