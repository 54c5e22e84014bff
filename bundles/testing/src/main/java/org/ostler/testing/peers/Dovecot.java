// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real Dovecot that does nothing but authenticate, over a socket of its own: no mail protocols,
 * no port. Its peer name is {@code dovecot}.
 */
public final class Dovecot implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path socket;
  private final Daemon daemon;

  private Dovecot(Path directory, Map<String, String> passwords) throws IOException {
    this.socket = directory.resolve("auth");
    StringBuilder users = new StringBuilder();
    passwords.forEach((user, password) -> users.append(user + ":{PLAIN}" + password + "\n"));
    Files.writeString(directory.resolve("users"), users, StandardCharsets.ISO_8859_1);
    Path file = directory.resolve("own.conf");
    Files.writeString(file, configuration(directory), StandardCharsets.ISO_8859_1);
    String program = Peers.program("dovecot").toString();
    daemon = new Daemon(directory, List.of(program, "-F", "-c", file.toString()), Map.of());
    daemon.await("a Dovecot at " + socket, this::listens);
  }

  /** Starts a server that knows these users by their passwords; PLAIN, LOGIN, CRAM-MD5, SCRAM. */
  public static Dovecot start(Path directory, Map<String, String> passwords) throws IOException {
    Files.createDirectories(directory);
    return new Dovecot(directory, passwords);
  }

  /** Its Unix socket for those who authenticate; paths of these are short, some 100 octets. */
  public Path socket() {
    return socket;
  }

  // The processes keep the rights of whoever starts them; a refusal comes at once.
  private static String configuration(Path directory) throws IOException {
    return """
    base_dir = DIRECTORY/run
    state_dir = DIRECTORY/state
    log_path = /dev/stderr
    protocols =
    ssl = no
    default_internal_user = USER
    default_internal_group = GROUP
    default_login_user = USER
    auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
    auth_failure_delay = 0
    passdb {
      driver = passwd-file
      args = scheme=PLAIN username_format=%u DIRECTORY/users
    }
    service auth {
      user = USER
      unix_listener DIRECTORY/auth {
        mode = 0666
      }
    }
    service anvil {
      chroot =
    }
    service stats {
      chroot =
    }
    """
        .replace("DIRECTORY", directory.toString())
        .replace("USER", System.getProperty("user.name"))
        .replace("GROUP", Files.getAttribute(directory, "posix:group").toString());
  }

  private boolean listens() {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Returns when none of its processes answers any more. */
  @Override
  public void close() {
    daemon.close();
    Waiting.until("the end of the Dovecot at " + socket, LIMIT, () -> !listens());
  }
}
