// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Postfix's {@code smtp-source}: many messages, fast. Its peer name is {@code smtp-source}. */
public final class SmtpSource {
  private final List<String> options = new ArrayList<>();

  private SmtpSource() {}

  /**
   * So many messages over so many sessions at a time, one message a session unless {@link #with}
   * says {@code -d}.
   */
  public static SmtpSource of(int messages, int sessions) {
    return new SmtpSource().with("-m", "" + messages, "-s", "" + sessions);
  }

  public SmtpSource from(String reversePath) {
    return with("-f", reversePath);
  }

  public SmtpSource to(String recipient) {
    return with("-t", recipient);
  }

  /** Octets of body in each message. */
  public SmtpSource length(int octets) {
    return with("-l", "" + octets);
  }

  /** Other options, as the manual page names them. */
  public SmtpSource with(String... words) {
    options.addAll(List.of(words));
    return this;
  }

  /** Sends; the exit code is 0 only if every message was accepted. */
  public Run send(int port) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Peers.program("smtp-source").toString());
    command.addAll(options);
    command.add("127.0.0.1:" + port);
    return Run.of(command, libraries(), "");
  }

  /** An unpacked Postfix has its libraries beside its programs. */
  static Map<String, String> libraries() {
    return Peers.postfix()
        .map(p -> Map.of("LD_LIBRARY_PATH", p.resolve("usr/lib/postfix").toString()))
        .orElse(Map.of());
  }
}
