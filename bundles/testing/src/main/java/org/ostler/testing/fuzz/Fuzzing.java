// SPDX-License-Identifier: Apache-2.0
package org.ostler.testing.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of Jazzer. The target has {@code public static void fuzzerTestOneInput(byte[])}; Jazzer
 * has to be on the class path. {@code OSTLER_FUZZ_SECONDS} in the environment says how long each
 * run searches, and {@code OSTLER_FUZZ_CORPUS} where what it learns is kept for the next one; else
 * it searches for the time given here, and forgets.
 */
public final class Fuzzing {
  private static final int START_SECONDS = 120;

  /**
   * Detectors that look for what a program does with a peer's text; here the text is a
   * configuration, which may name patterns, files, programs and hosts.
   */
  private static final String WITHOUT =
      Stream.of(
              "FilePathTraversal",
              "OsCommandInjection",
              "RegexInjection",
              "ServerSideRequestForgery")
          .map(name -> "com.code_intelligence.jazzer.sanitizers." + name)
          .collect(Collectors.joining(":"));

  private final Class<?> target;
  private final Path directory;

  /**
   * A run.
   *
   * @param target what is fuzzed
   * @param directory a directory of its own, for seeds and findings
   */
  public Fuzzing(Class<?> target, Path directory) {
    this.target = target;
    this.directory = directory;
  }

  /**
   * Searches, starting from the seeds.
   *
   * @param seconds how long, unless the environment says otherwise
   * @return what the fuzzer said
   * @throws Finding when an input made the target throw or take longer than ten seconds
   */
  public String search(List<byte[]> seeds, int seconds)
      throws IOException, InterruptedException, Finding {
    Path corpus = corpus();
    Path given = Files.createDirectories(directory.resolve("seeds"));
    int number = 0;
    for (byte[] seed : seeds) {
      Files.write(given.resolve("seed-" + number++), seed);
    }
    String wanted = System.getenv("OSTLER_FUZZ_SECONDS");
    int limit = wanted == null ? seconds : Integer.parseInt(wanted);
    Path said = directory.resolve("said.txt");
    Process process =
        new ProcessBuilder(command(limit, corpus, given))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      boolean ended = process.waitFor(limit + START_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(said, StandardCharsets.ISO_8859_1);
      if (!ended || process.exitValue() != 0) {
        throw new Finding(target.getName() + ":\n" + last(text));
      }
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private Path corpus() throws IOException {
    String kept = System.getenv("OSTLER_FUZZ_CORPUS");
    Path root = kept == null ? directory.resolve("corpus") : Path.of(kept).toAbsolutePath();
    return Files.createDirectories(root.resolve(target.getSimpleName()));
  }

  private List<String> command(int limit, Path corpus, Path seeds) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + target.getName(),
            "--instrumentation_includes=org.ostler.**",
            "--disabled_hooks=" + WITHOUT,
            "-max_total_time=" + limit,
            "-timeout=10",
            "-rss_limit_mb=3000",
            corpus.toString(),
            seeds.toString()));
  }

  private static String last(String text) {
    int from = text.indexOf("== Java Exception");
    return from < 0 ? text.substring(Math.max(0, text.length() - 6000)) : text.substring(from);
  }

  /** What the fuzzer found, with the input in base64. */
  public static final class Finding extends Exception {
    private static final long serialVersionUID = 1L;

    Finding(String message) {
      super(message);
    }
  }
}
