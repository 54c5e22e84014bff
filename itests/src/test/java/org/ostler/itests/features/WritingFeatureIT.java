// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostler.itests.server.PackedServer;
import org.ostler.testing.peers.RequiresPeer;
import org.ostler.testing.peers.Run;
import org.ostler.testing.peers.Waiting;

/**
 * {@code docs/writing-a-feature.md}, done as it says: its commands are run against a packed server
 * and print what it says, its configuration is the server's, and its code is that of the feature
 * that {@code ostler new-feature} makes.
 */
@RequiresPeer("mvn")
class WritingFeatureIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path PAGE =
      Path.of(System.getProperty("ostler.bundles")).resolveSibling("docs/writing-a-feature.md");
  private static final String MAIN =
      """
      primary_hostname = ostler.example
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = SMTP_PORT
      """;

  @TempDir Path directory;
  private PackedServer server;
  private Path place;
  private String main = MAIN;
  private String acls = "begin acl\n";

  @BeforeEach
  void start() throws Exception {
    place = Files.createDirectories(directory.resolve("work"));
    server = PackedServer.start(directory, main + acls);
    server.asProgram();
    linkRepository();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    // What they lead to is not the test's.
    try (Stream<Path> links = Files.walk(directory.resolve("repository"), 2)) {
      for (Path link : links.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void pageDoesWhatItSays() throws Exception {
    List<Page.Block> blocks = Page.blocks(PAGE);
    assertThat(blocks).filteredOn(Page.Block::isCommands).hasSizeGreaterThan(4);
    for (Page.Block block : blocks) {
      String text = String.join("\n", block.lines()) + "\n";
      if (block.isCommands()) {
        for (Page.Command command : Page.commands(block)) {
          perform(command);
        }
      } else if (block.before().contains("main part")) {
        main += text;
      } else if (block.before().contains("begin acl")) {
        acls += text;
        server.configure(main + acls);
      } else {
        assertThat(code()).as("the code of the page").contains(lean(text));
      }
    }
    assertThat(server.log("paniclog")).isEmpty();
  }

  private void perform(Page.Command command) throws Exception {
    if (command.words().startsWith("cd ")) {
      place = place.resolve(command.words().substring(3));
      assertThat(place).isDirectory();
      return;
    }
    Pattern expected = expected(command.expected());
    AtomicReference<Run> last = new AtomicReference<>(run(command.words()));
    if (command.words().matches("(ostler (?!new-)|grep|printf).*")) {
      // What only looks may look again: the server needs a moment.
      Waiting.until(
          command + " printed other than: " + last,
          LIMIT,
          () -> expected.matcher(last.get().output()).find() || again(command, last));
    } else {
      assertThat(last.get().exit()).as("%s: %s", command, last).isZero();
      assertThat(last.get().output()).as("%s: %s", command, last).containsPattern(expected);
    }
  }

  private boolean again(Page.Command command, AtomicReference<Run> last) {
    try {
      last.set(run(command.words()));
      return false;
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /** The lines in their order, others between them; three dots are anything. */
  private Pattern expected(List<String> lines) {
    return Pattern.compile(
        lines.stream()
            .map(line -> line.replace("$OSTLER_CONFIG", "" + server.configuration()))
            .map(line -> Pattern.quote(line).replace("...", "\\E[^\n]*\\Q"))
            .collect(Collectors.joining("$(?s:.*?)^", lines.isEmpty() ? "" : "^", "")),
        Pattern.MULTILINE);
  }

  private Run run(String words) throws InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", directory + ":" + System.getenv("PATH"));
    environment.put("OSTLER_DATA", "" + server.data());
    environment.put("OSTLER_CONFIG", "" + server.configuration());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + directory.resolve("repository"));
    return Run.of(
        List.of("bash", "-euc", "cd \"$0\"\n" + words, place.toString()), environment, "");
  }

  /**
   * What Maven has fetched before, and nothing of ours: that must come with the server. Made of
   * links, so that what is fetched now is kept for the next time.
   */
  private void linkRepository() throws IOException {
    Path known = Path.of(System.getProperty("org.ops4j.pax.url.mvn.localRepository"));
    Path own = directory.resolve("repository");
    link(known, own, "org");
    link(known.resolve("org"), own.resolve("org"), "ostler");
  }

  private static void link(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> !f.endsWith(except)).toList()) {
        Files.createSymbolicLink(to.resolve(file.getFileName()), file);
      }
    }
  }

  /** All that was made, without indentation. */
  private String code() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(place.resolve("src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        code.append(lean(Files.readString(file, StandardCharsets.UTF_8)));
      }
    }
    return code.toString();
  }

  private static String lean(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }
}
