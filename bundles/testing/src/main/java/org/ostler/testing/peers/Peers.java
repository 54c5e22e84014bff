// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.peers;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Which programs there are, and free ports for them. */
public final class Peers {
  private static final int FIRST_PORT = 10_000;
  private static final int LAST_PORT = 32_000;

  private Peers() {}

  /** Whether the program is on this machine. */
  public static boolean present(String program) {
    return find(program).isPresent();
  }

  /** The program's file, for a test that said it requires it. */
  public static Path program(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException(name + " is missing; use @RequiresPeer"));
  }

  /** Where Postfix was unpacked (a directory with {@code usr/sbin}), if the environment says so. */
  static Optional<Path> postfix() {
    return Optional.ofNullable(System.getenv("OSTLER_POSTFIX")).map(Path::of);
  }

  static boolean required() {
    return Boolean.parseBoolean(System.getenv("OSTLER_PEERS_REQUIRED"));
  }

  /**
   * A port of loopback that was free a moment ago, for programs that cannot choose one and tell.
   * Whatever runs in this process should listen on port 0 instead. The port lies below those that
   * systems give to outgoing connections (from 32768 on Linux, from 49152 by RFC 6335 section 6),
   * so that no connection takes it before the program does.
   */
  public static int freePort() {
    for (int tries = 0; tries < 1000; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IllegalStateException("no port of loopback is free");
  }

  private static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    Stream<Path> usual =
        Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
            .map(Path::of);
    return Stream.concat(postfix().map(p -> p.resolve("usr/sbin")).stream(), usual)
        .map(directory -> directory.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
