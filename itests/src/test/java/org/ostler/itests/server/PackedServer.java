// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostler.testing.peers.Peers;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/**
 * The packed server as a process of its own, with a data directory and ports of its own. The
 * configuration may use the macros {@code SMTP_PORT} and {@code DATA}, which are put before it.
 */
public final class PackedServer implements AutoCloseable {
  /** What a server may have resident on default settings, whatever its load; in MiB. */
  public static final long MOST_RESIDENT = 300;

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("(?m)^ostler ready: .*$");
  private static final Pattern PASSWORD = Pattern.compile("the password (\\S+)");
  private static final Path HOME = Path.of(System.getProperty("ostler.distribution"));

  // Of tests that ask what the server says, not how much it carries: half the work of a start is
  // the JIT's.
  private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  private final Path directory;
  private final String javaOptions;
  private final int smtpPort = Peers.freePort();
  private final int consolePort = Peers.freePort();
  private Process process;

  private PackedServer(Path directory, String configuration, String javaOptions)
      throws IOException {
    this.directory = directory;
    this.javaOptions = javaOptions;
    configure(configuration);
    this.process = launch();
  }

  /** Starts a server with its files below the directory and returns once it accepts mail. */
  public static PackedServer start(Path directory, String configuration) throws IOException {
    return ready(launched(directory, configuration));
  }

  /** The same with the settings of the JVM that ship: for load, memory and time. */
  public static PackedServer startAsShipped(Path directory, String configuration)
      throws IOException {
    return ready(new PackedServer(directory, configuration, ""));
  }

  private static PackedServer ready(PackedServer server) {
    try {
      server.awaitReady();
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The same without waiting: for a server that is expected to refuse. */
  public static PackedServer launched(Path directory, String configuration) throws IOException {
    return new PackedServer(directory, configuration, FIRST_COMPILER_ONLY);
  }

  public int smtpPort() {
    return smtpPort;
  }

  public int consolePort() {
    return consolePort;
  }

  /** The data directory. */
  public Path data() {
    return directory.resolve("data");
  }

  /** The configuration file. */
  public Path configuration() {
    return directory.resolve("ostler.conf");
  }

  /** Writes another configuration; the server reads it when it is told to, or at its next start. */
  public void configure(String text) throws IOException {
    String macros = "SMTP_PORT = " + smtpPort + "\nDATA = " + data() + "\n";
    Files.writeString(configuration(), macros + text, StandardCharsets.ISO_8859_1);
  }

  /** Standard output and errors of the server so far. */
  public String output() {
    try {
      return Files.readString(directory.resolve("output"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The console's password, as the first start printed it. */
  public Optional<String> password() {
    Matcher matcher = PASSWORD.matcher(output());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * One of the server's logs, such as {@code mainlog} or {@code container.log}; empty if it is not
   * there.
   */
  public String log(String name) throws IOException {
    Path log = data().resolve("log").resolve(name);
    return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
  }

  /** Runs the command line on this server. */
  public Run ostler(String... words) throws InterruptedException {
    return ostler("", words);
  }

  /** Runs the command line with the octets of its standard input. */
  public Run ostlerWithInput(String input, String... words) throws InterruptedException {
    return ostler(input, words);
  }

  /** The command line on this server as one program, for scripts that know only Exim's. */
  public Path asProgram() throws IOException {
    Path program = directory.resolve("ostler");
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    environment().forEach((name, value) -> script.append("export " + name + "='" + value + "'\n"));
    script.append("exec '" + HOME.resolve("bin/ostler") + "' \"$@\"\n");
    Files.writeString(program, script, StandardCharsets.ISO_8859_1);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  /** The resident memory of the server's process. */
  public long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("the server does not run");
  }

  /** The processor time that the server's process has used since it was started. */
  public Duration processorTime() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the line that says it accepts mail, and returns it. */
  public String awaitReady() {
    Waiting.until(
        "the server's readiness",
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the server ended: " + output());
          }
          return READY.matcher(output()).find();
        });
    Matcher matcher = READY.matcher(output());
    return matcher.find() ? matcher.group() : "";
  }

  /** Waits for its end and returns the exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not end within " + STOP + ": " + output());
    }
    return process.exitValue();
  }

  /** SIGTERM: sessions end, nothing is lost. */
  public int stop() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Starts it again on the same data and ports, after {@link #stop} or {@link #kill}. */
  public void startAgain() throws IOException {
    process = launch();
    awaitReady();
  }

  @Override
  public void close() {
    process.destroy();
    Waiting.until("the server's end", STOP, () -> !process.isAlive());
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(HOME.resolve("bin/ostler").toString(), "run"));
    command.addAll(List.of("--config", "" + configuration(), "--data", "" + data()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.redirectOutput(directory.resolve("output").toFile());
    Process launched = builder.start();
    launched.getOutputStream().close();
    return launched;
  }

  private Run ostler(String input, String... words) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("bin/ostler").toString());
    command.addAll(List.of(words));
    return Run.of(command, environment(), input);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("OSTLER_CONFIG", configuration().toString());
    environment.put("OSTLER_DATA", data().toString());
    environment.put("OSTLER_CACHE", System.getProperty("ostler.cache"));
    environment.put("OSTLER_JAVA_OPTS", javaOptions);
    environment.put("OSTLER_CONSOLE_PORT", "" + consolePort);
    return environment;
  }
}
