// SPDX-License-Identifier: Apache-2.0
package org.ostler.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostler.api.command.Command;
import org.ostler.core.contribution.Contributions;
import org.ostler.testing.dns.TextZone;
import org.ostler.testing.dns.ZoneServer;

/**
 * Dialogues of Exim under {@code -bh} and of the whole server under the same words, with the same
 * configuration and the same DNS. The variable OSTLER_RECORD in the environment writes Exim's side
 * into the files anew.
 */
class DryDialoguesTest {
  private static final Path EXIM = Path.of("/usr/sbin/exim4");
  private static final String NAME_SERVER = "127.84.25.3";
  private static final int ONE_IN = 100;

  private static ZoneServer zone;

  @TempDir Path directory;

  static List<DryDialogue> dialogues() throws IOException {
    return DryDialogue.all();
  }

  @BeforeAll
  static void serveNames() throws IOException {
    try (InputStream in = DryDialoguesTest.class.getResourceAsStream("/acl/dialogues.zone")) {
      zone =
          ZoneServer.serving(
              TextZone.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
    }
  }

  @AfterAll
  static void close() {
    zone.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialogues")
  void ostlerSaysTheSame(DryDialogue dialogue) throws Exception {
    Path file = directory.resolve("ostler.conf");
    Files.writeString(directory.resolve("list"), "one\ntwo\n");
    Files.writeString(directory.resolve("acl"), "deny message = from a file\n");
    Files.writeString(directory.resolve("nets"), "192.0.2.0/24: x\n");
    Files.writeString(
        file,
        dialogue.configuration("dns_servers = " + zone.option() + "\n#", directory),
        StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (CommandHouse house =
        new CommandHouse(
            new Place(directory, file, false),
            "0.1.0",
            new Contributions(),
            () -> null,
            new CurrentResolver())) {
      Command dry =
          house.commands().stream()
              .filter(c -> c.words().contains("-bh"))
              .findFirst()
              .orElseThrow();
      dry.run(new Call(List.of("-bh", dialogue.host()), stream(dialogue), out, err, directory));
    }
    List<String> replies = DryText.replies(text(out));
    List<String> trace =
        DryText.trace(
            text(err),
            file,
            Files.readString(file, StandardCharsets.ISO_8859_1),
            dialogue.showsOptions());
    String own = String.join("\n", replies) + "\n" + String.join("\n", trace);
    assertThat(text(err)).as(text(err)).doesNotContain("ostler: ");
    assertThat(replies).as(own).isEqualTo(dialogue.expected("out"));
    assertThat(trace).as(own).isEqualTo(dialogue.expected("err"));
  }

  @Test
  void fewerThanOneInHundredDiffer() throws Exception {
    List<DryDialogue> all = DryDialogue.all();
    long different = all.stream().filter(d -> d.sections().containsKey("ours")).count();
    assertThat(different * ONE_IN).isLessThan(all.size());
  }

  @Test
  void eximStillSaysSo() throws Exception {
    assumeTrue(Files.isExecutable(EXIM), "exim4 is not installed");
    assumeTrue(ownNames(List.of("true")).start().waitFor() == 0, "no name server of its own");
    Map<Path, List<DryDialogue>> files = new LinkedHashMap<>();
    List<String> changed = new ArrayList<>();
    try (InputStream in = DryDialoguesTest.class.getResourceAsStream("/acl/dialogues.zone");
        ZoneServer names =
            ZoneServer.servingAt(
                new InetSocketAddress(InetAddress.ofLiteral(NAME_SERVER), 53),
                TextZone.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)))) {
      for (DryDialogue dialogue : DryDialogue.all()) {
        Map<String, String> said = exim(dialogue);
        for (String section : said.keySet()) {
          if (!said.get(section).equals(dialogue.section(section))) {
            changed.add(dialogue + " === " + section + "\n" + said.get(section));
          }
        }
        dialogue.sections().putAll(said);
        files.computeIfAbsent(dialogue.file(), f -> new ArrayList<>()).add(dialogue);
      }
    }
    if (System.getenv("OSTLER_RECORD") != null) {
      for (Map.Entry<Path, List<DryDialogue>> file : files.entrySet()) {
        DryDialogue.write(file.getKey(), file.getValue());
      }
    }
    assertThat(changed).isEmpty();
  }

  private Map<String, String> exim(DryDialogue dialogue) throws Exception {
    Path spool = Files.createTempDirectory(directory, "exim");
    // Exim gives up its privileges and must still reach its spool.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.writeString(spool.resolve("list"), "one\ntwo\n");
    Files.writeString(spool.resolve("acl"), "deny message = from a file\n");
    Files.writeString(spool.resolve("nets"), "192.0.2.0/24: x\n");
    Path file = spool.resolve("exim.conf");
    Files.writeString(
        file,
        dialogue.configuration("keep_environment =\ntls_advertise_hosts =", spool),
        StandardCharsets.ISO_8859_1);
    Path out = spool.resolve("out");
    Path err = spool.resolve("err");
    Path in = Files.writeString(spool.resolve("in"), dialogue.input(), StandardCharsets.ISO_8859_1);
    Process exim =
        ownNames(List.of(EXIM.toString(), "-C", file.toString(), "-bh", dialogue.host()))
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(exim.waitFor(120, TimeUnit.SECONDS)).as(dialogue.toString()).isTrue();
    String errors = Files.readString(err, StandardCharsets.ISO_8859_1);
    assertThat(errors).as(dialogue.toString()).doesNotContain("in configuration file");
    return Map.of(
        "out",
        lines(DryText.replies(Files.readString(out, StandardCharsets.ISO_8859_1))),
        "err",
        lines(
            DryText.trace(
                errors,
                file,
                Files.readString(file, StandardCharsets.ISO_8859_1),
                dialogue.showsOptions())));
  }

  /** Exim knows no port of a name server but 53, and no file but the system's. */
  private ProcessBuilder ownNames(List<String> command) throws IOException {
    Path names =
        Files.writeString(directory.resolve("resolv.conf"), "nameserver " + NAME_SERVER + "\n");
    List<String> words = new ArrayList<>();
    words.addAll(List.of("unshare", "-m", "sh", "-c"));
    words.add("mount --bind " + names + " /etc/resolv.conf && exec \"$@\"");
    words.add("sh");
    words.addAll(command);
    return new ProcessBuilder(words);
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static InputStream stream(DryDialogue dialogue) {
    return new ByteArrayInputStream(dialogue.input().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(ByteArrayOutputStream octets) {
    return octets.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
  }
}
