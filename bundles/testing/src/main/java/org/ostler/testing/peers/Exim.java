// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Exim with a configuration and a spool of its own. The main part is completed with what
 * keeps it apart from the machine's own: spool, logs, interface and port. It offers TLS only where
 * the configuration says so. Its peer name is {@code exim4}.
 */
public final class Exim implements AutoCloseable {
  private static final String USER = "Debian-exim";

  private final Path directory;
  private final Path configuration;
  private final int port;
  private final Daemon daemon;

  private Exim(Path directory, String configuration) throws IOException {
    this.directory = directory;
    this.port = Peers.freePort();
    Path spool = Files.createDirectories(directory.resolve("spool"));
    ownedByExim(directory);
    ownedByExim(spool);
    this.configuration = directory.resolve("exim.conf");
    String own =
        """
        spool_directory = %s
        log_file_path = %s/%%slog
        pid_file_path = %s/exim.pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = %d
        keep_environment =
        add_environment = PATH=/usr/bin:/bin
        """
            .formatted(spool, spool, spool, port);
    if (!configuration.contains("tls_advertise_hosts")) {
      own += "tls_advertise_hosts =\n";
    }
    Files.writeString(this.configuration, own + configuration, StandardCharsets.ISO_8859_1);
    this.daemon = new Daemon(directory, command("-bdf", "-q1s"), Map.of());
    daemon.awaitListening(port);
  }

  /** Starts a daemon that also runs its queue each second. */
  public static Exim start(Path directory, String configuration) throws IOException {
    return new Exim(directory, configuration);
  }

  /** Routers and transports that send all mail to a port of loopback. */
  public static String relayingTo(int port) {
    return """
    acl_smtp_rcpt = accept
    remote_max_parallel = 8
    queue_run_max = 8
    begin routers
    onward:
      driver = manualroute
      route_list = * 127.0.0.1::%d byname
      self = send
      transport = onward
    begin transports
    onward:
      driver = smtp
      hosts_avoid_tls = *
    begin retry
    * * F,1h,1s
    """
        .formatted(port);
  }

  public int port() {
    return port;
  }

  /** Runs the same Exim with other words, such as {@code -bp}. */
  public Run run(String... words) throws InterruptedException {
    return Run.of(command(words));
  }

  /** Its main log so far. */
  public String mainLog() throws IOException {
    Path log = directory.resolve("spool/mainlog");
    return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
  }

  @Override
  public void close() {
    daemon.close();
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Peers.program("exim4").toString(), "-C", configuration.toString()));
    command.addAll(List.of(words));
    return command;
  }

  /** Gives a file to Exim's user: started by root, Exim gives its rights up for that user's. */
  public static void ownedByExim(Path path) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return;
    }
    try {
      UserPrincipal user =
          path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
      Files.setOwner(path, user);
    } catch (UserPrincipalNotFoundException e) {
      throw new IOException("the user " + USER + " is missing, though exim4 is here", e);
    }
  }
}
