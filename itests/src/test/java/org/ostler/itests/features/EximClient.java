// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;

/**
 * A real Exim that sends one message after another, with a name server of its own: it knows no port
 * of one but 53, and no file that names it but the system's, so that only root can have it.
 */
final class EximClient {
  private final Path directory;
  private final Path configuration;
  private final Path names;

  EximClient(Path directory, String nameServer, String configuration) throws IOException {
    this.directory = Files.createDirectories(directory);
    Path spool = Files.createDirectories(directory.resolve("spool"));
    // Exim gives up its privileges and must still reach its spool.
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.configuration = directory.resolve("client.conf");
    Files.writeString(
        this.configuration,
        """
        spool_directory = %s
        log_file_path = %s/%%slog
        keep_environment =
        """
                .formatted(spool, spool)
            + configuration);
    this.names = names(directory, nameServer);
  }

  /** Whether the system lets us have it. */
  static boolean isPossible() throws InterruptedException {
    return "root".equals(System.getProperty("user.name"))
        && Peers.present("unshare")
        && Run.of(List.of("unshare", "-m", "true")).exit() == 0;
  }

  /** The beginning of a command whose name server is that of the file. */
  static List<String> asking(Path names) {
    String mount = "mount --bind " + names + " /etc/resolv.conf && exec \"$@\"";
    return List.of("unshare", "-m", "sh", "-c", mount, "sh");
  }

  /** The file that names a name server, for those who believe its AD flag. */
  static Path names(Path directory, String nameServer) throws IOException {
    Path names = directory.resolve("resolv.conf");
    return Files.writeString(names, "nameserver " + nameServer + "\noptions edns0 trust-ad\n");
  }

  /** Sends a message and gives back the line that says what became of it. */
  String send(String sender, String recipient) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(asking(names));
    words.addAll(List.of(Peers.program("exim4").toString(), "-C", configuration.toString()));
    words.addAll(List.of("-odi", "-f", sender, recipient));
    Run run = Run.of(words, Map.of(), "Subject: x\n\nx\n");
    return Files.readString(directory.resolve("spool/mainlog"), StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.matches(".* (=>|==|\\*\\*) " + recipient + " .*"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(run.output() + run.errors()));
  }
}
