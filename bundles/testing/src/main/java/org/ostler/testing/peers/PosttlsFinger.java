// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Postfix's {@code posttls-finger}: what Postfix as a client thinks of a server's TLS. Its peer
 * name is {@code posttls-finger}.
 */
public final class PosttlsFinger {
  private final List<String> command = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param directory for its configuration; made
   * @param before words to run it by, such as those of another program; none as a rule
   */
  public PosttlsFinger(Path directory, String... before) throws IOException {
    Files.createDirectories(directory);
    // Without these it asks for the users of an installed Postfix.
    Files.writeString(
        directory.resolve("main.cf"),
        """
        compatibility_level = 3.6
        mail_owner = daemon
        default_privs = nobody
        setgid_group = mail
        myhostname = finger.example
        """);
    command.addAll(List.of(before));
    command.add("env");
    command.add("MAIL_CONFIG=" + directory.toAbsolutePath());
    SmtpSource.libraries().forEach((name, value) -> command.add(name + "=" + value));
    command.add(Peers.program("posttls-finger").toString());
    command.add("-c"); // nothing about the certificates themselves
  }

  /** Looks; the output tells of each connection. */
  public String look(String... words) throws InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(words));
    Run run = Run.of(all);
    return run.output() + run.errors();
  }
}
